import { findRegion, localZonesOf, regionNames } from "../../catalog/regions";
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

/** Passes when EKS takes subnets in every zone of the network. */
export function zonesTakeClusters({ region, network }: Stack): Finding[] {
  const refused = findRegion(region)?.withoutControlPlane ?? [];
  return (network.zones ?? []).flatMap((zone, index) =>
    refused.includes(zone)
      ? [
          {
            path: ["network", "zones", index],
            message: "takes no EKS control plane: a cluster cannot span it",
            found: zone,
          },
        ]
      : [],
  );
}

/** Passes when the network's Local Zone is one of the region's. */
export function localZoneInRegion({ region, network: { localZone } }: Stack): Finding[] {
  const known = localZonesOf(region).map(({ zone }) => zone);
  if (localZone === undefined || known.includes(localZone)) return [];
  const message = `is not a Local Zone of ${region} in the catalogue`;
  return [{ path: ["network", "localZone"], message, found: localZone, ...(known.length > 0 && { allowed: known }) }];
}
