import ipaddr from "ipaddr.js";
import type { GraphResource, ResourceGraph } from "../../../plan/graph";
import type { Property } from "../../../plan/property";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must, type Requirement, satisfied } from "../../rule";

/** What an attachment is made of, where its own tags say whose it is. */
const attachments = [aws.transitVpcAttachment, aws.vpnConnection];

const environmentTag = "aidc:environment";

export const netEnvironmentsApart = graphRule({
  id: "NET-11",
  name: "net-environments-apart",
  title: "No transit gateway route leads from one environment to another",
  severity: "critical",
  rationale: "A path from development to production lets what is least guarded reach what matters most.",
  remediation:
    "Take the route, propagation or association out. What environments must share belongs to a service of its own, behind PrivateLink.",
  controls: { ...safeguards.boundary },
  types: [aws.transitRouteTable],
  check: (table, graph) => {
    const environment = environmentOf(table);
    if (environment === undefined) return [];
    const found = [...foreignRoutes(table, environment, graph), ...foreignAttachments(table, environment)];
    return found.length > 0 ? found : [satisfied];
  },
});

/** The resource's own tag: a provider's default tags say whose the stack is, not whose the table. */
const environmentOf = (resource: GraphResource) => resource.at("tags", environmentTag).text;

function foreignRoutes(table: GraphResource, environment: string, graph: ResourceGraph): Requirement[] {
  const foreign = rangesOf(graph).filter((range) => range.environment !== environment);
  return table.referrers(aws.transitRoute, "transitGatewayRouteTableId").flatMap((route) => {
    const destination = route.at("destinationCidrBlock");
    if (route.at("blackhole").isTrue === "yes") return [];
    return foreign
      .filter(
        ({ cidr }) => destination.satisfies((value) => typeof value === "string" && overlap(value, cidr)) !== "no",
      )
      .map((range) =>
        must(
          destination.isUnknown ? "unknown" : "no",
          `${environment} has a route to ${range.environment}, ${range.cidr}`,
          destination,
          route,
        ),
      );
  });
}

/** The ranges of each environment, as the Backbone's component was told them. */
function rangesOf(graph: ResourceGraph): { environment: string; cidr: string }[] {
  const regions = graph.ofType("aidc:backbone:Backbone").flatMap((backbone) => backbone.at("regions").elements);
  return regions.flatMap((region) =>
    Object.entries(region.at("ranges").members).flatMap(([environment, range]: [string, Property]) =>
      range.text === undefined ? [] : [{ environment, cidr: range.text }],
    ),
  );
}

function foreignAttachments(table: GraphResource, environment: string): Requirement[] {
  const ways = [
    { type: aws.transitRouteTableAssociation, does: "is routed by the table of" },
    { type: aws.transitRouteTablePropagation, does: "tells its addresses to" },
  ];
  return ways.flatMap(({ type, does }) =>
    table.referrers(type, "transitGatewayRouteTableId").flatMap((way) =>
      attachments
        .flatMap((kind) => way.references("transitGatewayAttachmentId", kind))
        .filter((attachment) => ![undefined, environment].includes(environmentOf(attachment)))
        .map((attachment) =>
          must(
            "no",
            `${attachment.name} of ${environmentOf(attachment)} ${does} ${environment}`,
            way.at("transitGatewayAttachmentId"),
            way,
          ),
        ),
    ),
  );
}

function overlap(one: string, other: string): boolean {
  if (!ipaddr.IPv4.isValidCIDR(one) || !ipaddr.IPv4.isValidCIDR(other)) return false;
  const [a, b] = [ipaddr.IPv4.parseCIDR(one), ipaddr.IPv4.parseCIDR(other)];
  return a[1] <= b[1] ? b[0].match(a) : a[0].match(b);
}
