import { natCrossings, natZone } from "../../aws/nat";
import { zoneOf } from "../../aws/subnets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

export const costNatZone = graphRule({
  id: "COST-10",
  name: "cost-nat-zone",
  title: "Where a zone has a NAT gateway, its subnets go out by it",
  severity: "medium",
  rationale: "By another zone's gateway each GB pays for its way between zones, and the zone goes down with that one.",
  remediation: "Route each private subnet to the NAT gateway of its own zone.",
  controls: { ...safeguards.availability },
  types: [aws.route],
  check: (route, graph) => {
    const gatewayZones = graph.ofType(aws.natGateway).map((gateway) => natZone(gateway)?.text);
    return natCrossings(route).map(({ subnet, gatewayZone }) => {
      const zone = zoneOf(subnet);
      const otherwise = `${subnet.name} goes out by another zone's NAT gateway`;
      const property = route.at("natGatewayId");
      if (zone.text === undefined || gatewayZone?.text === undefined) return must("unknown", otherwise, property);
      const own = gatewayZone.text === zone.text || !gatewayZones.includes(zone.text);
      return must(truthOf(own), otherwise, property);
    });
  },
});
