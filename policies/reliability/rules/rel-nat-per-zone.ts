import { natCrossings } from "../../aws/nat";
import { zoneOf } from "../../aws/subnets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const relNatPerZone = graphRule({
  id: "REL-01",
  name: "rel-nat-per-zone",
  title: "No zone of production depends on another's NAT gateway",
  severity: "high",
  rationale: "When the zone with the only NAT gateway goes down, so does the way out of all others.",
  remediation: "Make a NAT gateway in each zone, and route the zone's private subnets to it.",
  controls: { ...safeguards.availability },
  types: [aws.route],
  parameters: {
    perZone: {
      description: "Whether each zone needs its own NAT gateway.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: false,
      byEnvironment: { production: true },
    },
  },
  check: (route, _graph, { parameters }) => {
    if (!parameters.perZone) return [];
    return natCrossings(route).map(({ subnet, gatewayZone }) => {
      const zone = zoneOf(subnet);
      const same = zone.text === undefined || gatewayZone?.text === undefined ? "unknown" : zone.is(gatewayZone.text);
      return must(same, `${subnet.name} loses its way out with another zone`, route.at("natGatewayId"));
    });
  },
});
