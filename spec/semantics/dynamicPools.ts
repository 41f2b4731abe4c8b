import { findInstanceType } from "../../catalog/instanceTypes";
import { zonesOffering } from "../../catalog/regions";
import { ultraServerOf } from "../../catalog/ultraServers";
import type { Finding } from "../finding";
import type { DynamicPool, Stack } from "../stack";
import { unknownTypeHint } from "../unknownType";
import { networkZones } from "../zones";

/** Passes when each type of the dynamic pools is one that Karpenter can make in the network's zones, for that pool. */
export function dynamicTypesFit(stack: Stack): Finding[] {
  return (stack.dynamicPools ?? []).flatMap((pool, index) =>
    pool.instanceTypes.flatMap((found, position) => {
      const message = unfit(stack, pool, found);
      if (!message) return [];
      const hint = findInstanceType(found) ? undefined : unknownTypeHint(found);
      return [{ path: ["dynamicPools", index, "instanceTypes", position], message, found, ...(hint && { hint }) }];
    }),
  );
}

/** Passes when a dynamic pool may have one node at least. */
export function dynamicPoolsHoldNode({ dynamicPools = [] }: Stack): Finding[] {
  return dynamicPools.flatMap(({ instanceTypes, maxAccelerators }, index): Finding[] => {
    const counts = instanceTypes.flatMap((name) => findInstanceType(name)?.accelerator?.count ?? []);
    const least = Math.min(...counts);
    if (counts.length === 0 || maxAccelerators >= least) return [];
    const path = ["dynamicPools", index, "maxAccelerators"];
    return [{ path, message: `is less than its smallest node has, ${least}`, found: String(maxAccelerators) }];
  });
}

function unfit(stack: Stack, pool: DynamicPool, name: string): string | undefined {
  const type = findInstanceType(name);
  if (!type) return "is not an instance type in the catalogue";
  if (!type.accelerator) return "has no accelerators";
  if (ultraServerOf(name)) return "is part of an UltraServer, which Karpenter cannot make: use pools";
  const first = findInstanceType(pool.instanceTypes[0] ?? "");
  const alike =
    first?.architecture === type.architecture && first.accelerator?.manufacturer === type.accelerator.manufacturer;
  if (!alike) return `cannot share a pool with ${pool.instanceTypes[0]}: their nodes need different images`;
  const zones = pool.zone ? [pool.zone] : networkZones(stack);
  if (!zones.some((zone) => zonesOffering(name, stack.region).includes(zone))) {
    return `is not offered in ${zones.join(", ")}`;
  }
  return undefined;
}

/** Passes when a dynamic pool with EFA has one type that has it, in one of the network's zones. */
export function dynamicFabricFits(stack: Stack): Finding[] {
  return (stack.dynamicPools ?? []).flatMap(({ efa, zone, instanceTypes }, index): Finding[] => {
    const zones = networkZones(stack);
    if (zone !== undefined && !zones.includes(zone)) {
      const path = ["dynamicPools", index, "zone"];
      return [{ path, message: "is not one of the network's zones", found: zone, allowed: zones }];
    }
    if (!efa) return [];
    const path = ["dynamicPools", index, "efa"];
    if (zone === undefined) return [{ path, message: "needs a zone: a fabric never crosses zones", allowed: zones }];
    if (instanceTypes.length > 1) {
      return [{ path, message: "needs a single instance type: the interfaces are laid out for one" }];
    }
    const type = findInstanceType(instanceTypes[0] ?? "");
    if (!type || type.network.maxEfaInterfaces > 0) return [];
    return [{ path, message: `${type.name} has no EFA`, hint: "Leave efa out" }];
  });
}
