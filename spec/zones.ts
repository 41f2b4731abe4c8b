import { findRegion } from "../catalog/regions";
import { zoneOfSite } from "./edge";
import type { Stack } from "./stack";

/** The zones that the network spans: the file's, else the catalogue's for the region. */
export function networkZones({ region, network }: Pick<Stack, "region" | "network">): string[] {
  return network.zones ?? findRegion(region)?.defaultZones ?? [];
}

/** The zones that a pool may name: the network's, its Local Zone, and those of sites at the edge. */
export function poolZones(stack: Pick<Stack, "region" | "network" | "edge">): string[] {
  const { localZone } = stack.network;
  const local = localZone === undefined ? [] : [localZone];
  return [...new Set([...networkZones(stack), ...local, ...(stack.edge ?? []).map(zoneOfSite)])];
}
