import type { Hdfs, Pool } from "./stack";

/** The zones that an HDFS cluster spreads over: its own, else its pool's, else the network's. */
export function hdfsZones({ zones }: Hdfs, { zone }: Pick<Pool, "zone">, networkZones: string[]): string[] {
  return zones ?? (zone === undefined ? networkZones : [zone]);
}
