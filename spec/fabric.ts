import type { InstanceType } from "../catalog/instanceTypes";
import type { Pool } from "./stack";

/**
 * Whether the pool's nodes get their EFA interfaces: as the file says, else wherever the type has them, but for graphics
 * types, which mostly serve alone and would be tied to one zone: those get them where the file names the zone.
 */
export function usesEfa({ efa, zone }: Pick<Pool, "efa" | "zone">, { name, network }: InstanceType): boolean {
  return network.maxEfaInterfaces > 0 && (efa ?? (zone !== undefined || !name.startsWith("g")));
}
