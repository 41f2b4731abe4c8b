import { findInstanceType } from "../../catalog/instanceTypes";
import { zonesOffering } from "../../catalog/regions";
import type { Finding } from "../finding";
import { usesEfa } from "../fabric";
import type { Stack } from "../stack";
import { unknownTypeHint } from "../unknownType";
import { networkZones, poolZones } from "../zones";

/**
 * Passes when a pool whose nodes get EFA names its zone. A fabric never crosses zones, and a zone that a look-up chose
 * would move, and with it every node, on the day that another offers the type.
 */
export function fabricPoolHasZone(stack: Stack): Finding[] {
  const { region } = stack;
  return stack.pools.flatMap((pool, index) => {
    const { instanceType, zone } = pool;
    const type = findInstanceType(instanceType);
    if (!type || zone !== undefined || !usesEfa(pool, type)) return [];
    const offering = poolZones(stack).filter((candidate) => zonesOffering(instanceType, region).includes(candidate));
    return [
      {
        path: ["pools", index],
        message: `needs a zone: ${instanceType} has ${type.network.maxEfaInterfaces} EFA interfaces, and a fabric never crosses zones`,
        ...(offering.length > 0 ? { allowed: offering } : {}),
        hint: offering[0] ? `Add \`zone: ${offering[0]}\`` : "None of the network's zones offers it",
      },
    ];
  });
}

/** Passes when EFA is asked of types that have it. */
export function efaFits({ pools }: Stack): Finding[] {
  return pools.flatMap(({ instanceType, efa }, index) => {
    const type = findInstanceType(instanceType);
    if (!efa || !type || type.network.maxEfaInterfaces > 0) return [];
    return [{ path: ["pools", index, "efa"], message: `${instanceType} has no EFA`, hint: "Leave efa out" }];
  });
}

/** Passes when the types that a spot pool may choose from run the same image: one architecture, one accelerator maker. */
export function spotTypesAlike({ pools }: Stack): Finding[] {
  return pools.flatMap(({ instanceType, capacity }, index) => {
    if (typeof capacity !== "object" || !("spot" in capacity)) return [];
    const own = findInstanceType(instanceType);
    return capacity.spot.flatMap((found, position) => {
      const path = ["pools", index, "capacity", "spot", position];
      const other = findInstanceType(found);
      if (!other) {
        const hint = unknownTypeHint(found);
        return [{ path, message: "is not an instance type in the catalogue", found, ...(hint && { hint }) }];
      }
      if (!own || (own.architecture === other.architecture && makerOf(own) === makerOf(other))) return [];
      const message = `cannot share a pool with ${instanceType}: their nodes need different images`;
      return [{ path, message, found: `${found} (${other.architecture}, ${makerOf(other)})` }];
    });
  });
}

function makerOf({ accelerator }: { accelerator?: { manufacturer: string } | undefined }): string {
  return accelerator?.manufacturer ?? "no accelerators";
}

/** Passes when each of the network's zones offers the system pool's type: the cluster's own services span them all. */
export function systemTypeOffered(stack: Stack): Finding[] {
  const { region, cluster } = stack;
  const { instanceType } = cluster.systemPool;
  const zones = networkZones(stack);
  const offering = zonesOffering(instanceType, region);
  const missing = zones.filter((zone) => !offering.includes(zone));
  if (missing.length === 0 || !findInstanceType(instanceType)) return [];
  const message = `is not offered in ${missing.join(", ")}`;
  const hint = offering.length > 0 ? `It is offered in ${offering.join(", ")}.` : `${region} does not offer it.`;
  return [{ path: ["cluster", "systemPool", "instanceType"], message, found: instanceType, hint }];
}
