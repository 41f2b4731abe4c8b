import type { Offering } from "../regions";
import { sorted } from "./factFile";

/** Zone IDs by type, then region. */
export type OfferingsByType = Record<string, Record<string, string[]>>;

/** Types with the same offering share one entry: sizes of a family mostly do. */
export function groupOfferings(byType: OfferingsByType): Offering[] {
  const groups = new Map<string, Offering>();
  for (const [type, byRegion] of Object.entries(sorted(Object.entries(byType)))) {
    const zones = sorted(
      Object.entries(byRegion).map(([region, ids]): [string, string[]] => [region, [...ids].sort()]),
    );
    const key = JSON.stringify(zones);
    const group = groups.get(key) ?? { types: [], zones };
    group.types.push(type);
    groups.set(key, group);
  }
  return [...groups.values()];
}

export function ungroupOfferings(offerings: Offering[]): OfferingsByType {
  return Object.fromEntries(offerings.flatMap(({ types, zones }) => types.map((type) => [type, zones])));
}
