import { findRegion, regionNames } from "../../catalog/regions";
import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Stack } from "../stack";

/** Passes when the catalogue holds the region. */
export function regionKnown({ region }: Stack): Finding[] {
  if (findRegion(region)) return [];
  const hint = didYouMean(region, regionNames());
  return [{ path: ["region"], message: "is not a region in the catalogue", found: region, ...(hint && { hint }) }];
}

/** Passes when every zone of the network belongs to the region. */
export function zonesInRegion({ region, network }: Stack): Finding[] {
  const known = findRegion(region)?.zones;
  if (!known) return [];
  return (network.zones ?? []).flatMap((zone, index) =>
    known.includes(zone)
      ? []
      : [{ path: ["network", "zones", index], message: `is not a zone of ${region}`, found: zone, allowed: known }],
  );
}
