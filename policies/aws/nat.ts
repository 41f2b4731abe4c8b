import type { GraphResource } from "../../plan/graph";
import type { Property } from "../../plan/property";
import { zoneOf } from "./subnets";
import { aws } from "./types";

/** A subnet whose traffic leaves by a NAT gateway, and the gateway's zone. */
export interface NatCrossing {
  subnet: GraphResource;
  /** Undefined where the gateway stands in another stack's subnet. */
  gatewayZone: Property | undefined;
}

/** The subnets that a route sends out by a NAT gateway; none where the route leads elsewhere. */
export function natCrossings(route: GraphResource): NatCrossing[] {
  const [gateway] = route.references("natGatewayId", aws.natGateway);
  const [table] = route.references("routeTableId", aws.routeTable);
  if (!gateway || !table) return [];
  const gatewayZone = natZone(gateway);
  return table
    .referrers(aws.routeTableAssociation, "routeTableId")
    .flatMap((association) => association.references("subnetId", aws.subnet))
    .map((subnet) => ({ subnet, gatewayZone }));
}

/** The zone that a NAT gateway stands in. */
export function natZone(gateway: GraphResource): Property | undefined {
  return gateway.references("subnetId", aws.subnet).map(zoneOf)[0];
}
