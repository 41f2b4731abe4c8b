import { findInstanceType } from "../catalog/instanceTypes";
import type { Amount, Nodes, Pool, Quota } from "./stack";

/** A team's part of a pool, in accelerators. Absent limits: none. */
export interface PoolQuota {
  nominal: number;
  borrowing?: number;
  lending?: number;
}

/** The accelerators that the pool has at its most nodes; 0 where its type has none. */
export function poolAccelerators({ instanceType, nodes }: Pick<Pool, "instanceType" | "nodes">): number {
  return mostNodes(nodes) * acceleratorsPerNode(instanceType);
}

/** An amount of a pool in whole accelerators, rounded down. */
export function acceleratorsOf(amount: Amount, pool: Pick<Pool, "instanceType" | "nodes">): number {
  const count = Number.parseInt(amount, 10);
  if (amount.endsWith("%")) return Math.floor((poolAccelerators(pool) * count) / 100);
  return /nodes?$/.test(amount) ? count * acceleratorsPerNode(pool.instanceType) : count;
}

export function poolQuota(quota: Amount | Quota, pool: Pick<Pool, "instanceType" | "nodes">): PoolQuota {
  if (typeof quota === "string") return { nominal: acceleratorsOf(quota, pool) };
  const { nominal, borrowing, lending } = quota;
  return {
    nominal: acceleratorsOf(nominal, pool),
    ...(borrowing !== undefined && { borrowing: acceleratorsOf(borrowing, pool) }),
    ...(lending !== undefined && { lending: acceleratorsOf(lending, pool) }),
  };
}

function acceleratorsPerNode(instanceType: string): number {
  return findInstanceType(instanceType)?.accelerator?.count ?? 0;
}

export function mostNodes(nodes: Nodes): number {
  return typeof nodes === "number" ? nodes : nodes.max;
}
