import { findInstanceType } from "../catalog/instanceTypes";
import type { DynamicPool, Pool, Stack } from "./stack";

/** Every pool that queued work can run on: those that stand, and those that Karpenter fills. */
export function workPools({ pools, dynamicPools = [] }: Pick<Stack, "pools" | "dynamicPools">): Pool[] {
  return [...pools, ...dynamicPools.map(asPool)];
}

/** A dynamic pool as its work sees it: from no node to as many of its smallest type as its accelerators allow. */
function asPool({ name, instanceTypes, maxAccelerators, zone, efa = false, imageFamily }: DynamicPool): Pool {
  const [first = "", ...others] = instanceTypes;
  const instanceType = others.reduce((least, each) => (countOf(each) < countOf(least) ? each : least), first);
  const most = Math.floor(maxAccelerators / Math.max(countOf(instanceType), 1));
  return { name, instanceType, nodes: { min: 0, max: most }, zone, efa, imageFamily };
}

function countOf(instanceType: string): number {
  return findInstanceType(instanceType)?.accelerator?.count ?? 0;
}
