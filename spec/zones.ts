import { findRegion } from "../catalog/regions";
import type { Stack } from "./stack";

/** The zones that the network spans: the file's, else the catalogue's for the region. */
export function networkZones({ region, network }: Pick<Stack, "region" | "network">): string[] {
  return network.zones ?? findRegion(region)?.defaultZones ?? [];
}

/** The zones that a pool may name: the network's, and its Local Zone. */
export function poolZones(stack: Pick<Stack, "region" | "network">): string[] {
  const { localZone } = stack.network;
  return [...networkZones(stack), ...(localZone === undefined ? [] : [localZone])];
}
