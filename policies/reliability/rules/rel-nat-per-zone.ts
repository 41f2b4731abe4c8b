import { findLocalZone } from "../../../catalog/regions";
import { natCrossings } from "../../aws/nat";
import { zoneOf } from "../../aws/subnets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

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
      const [zone, other] = [zoneOf(subnet).text, gatewayZone?.text];
      const same = zone === undefined || other === undefined ? "unknown" : truthOf(hangsOn(zone, other));
      return must(same, `${subnet.name} loses its way out with another zone`, route.at("natGatewayId"));
    });
  },
});

/** Whether the zone is the other, or a Local Zone that hangs on it, or on one that no source tells. */
function hangsOn(zone: string, other: string): boolean {
  const local = findLocalZone(zone);
  return zone === other || (local !== undefined && (local.parentZone ?? other) === other);
}
