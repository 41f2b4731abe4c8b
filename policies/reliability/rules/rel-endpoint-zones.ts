import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const relEndpointZones = resourceRule({
  id: "REL-03",
  name: "rel-endpoint-zones",
  title: "Interface endpoints answer in several zones",
  severity: "medium",
  rationale:
    "An endpoint with one interface takes its service from every zone when its own goes down: without STS, no pod has a role.",
  remediation: "Give the endpoint a subnet in each zone that has nodes: `subnetIds`.",
  controls: { ...safeguards.availability },
  types: [aws.vpcEndpoint],
  parameters: {
    minSubnets: {
      description: "Fewest subnets, each of another zone.",
      schema: { type: "integer", minimum: 1 },
      weaker: "lower",
      default: 2,
      byEnvironment: { development: 1 },
    },
  },
  check: (endpoint, { parameters }) => {
    if (endpoint.at("vpcEndpointType").or("Gateway").is("Interface") === "no") return [];
    const subnets = endpoint.at("subnetIds");
    const enough = subnets.isUnknown ? "unknown" : truthOf(subnets.elements.length >= parameters.minSubnets);
    return [must(enough, "the service is lost to all zones with one of them", subnets)];
  },
});
