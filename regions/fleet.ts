import { overlaps, roomFor, type TakenRange } from "./addresses";
import type { RegionOverview } from "./overview";

/** A stack among all: planned, or why it could not be. */
export type FleetRow = RegionOverview | { stack: string; failure: string };

export const isPlanned = (row: FleetRow): row is RegionOverview => !("failure" in row);

/** The address plan of all stacks. */
export interface FleetAddresses {
  overlapping: [TakenRange, TakenRange][];
  /** How many more ranges of /16 private space holds. */
  room: number;
}

export function addressesOf(rows: readonly FleetRow[]): FleetAddresses {
  const taken = rows.filter(isPlanned).map(({ stack, cidr }) => ({ cidr, by: stack }));
  return { overlapping: overlaps(taken), room: roomFor(16, taken) };
}
