import type { Candidate } from "./candidate";

/** An entry of `pools` in the stack file. */
export interface PoolEntry {
  name: string;
  instanceType: string;
  nodes: number;
  zone?: string;
}

/** The pool that a candidate needs, its spares among its nodes. A fabric lives in one zone: the first that offers the type. */
export function poolEntry({ offer, nodes, run }: Candidate): PoolEntry {
  return {
    name: poolName("train", offer.type.name),
    instanceType: offer.type.name,
    nodes: nodes + run.spares,
    ...(offer.type.network.maxEfaInterfaces > 0 && offer.zones[0] !== undefined && { zone: offer.zones[0] }),
  };
}

/** What a pool is called by default: what it is for and the type's family. */
export function poolName(use: "train" | "serve", instanceType: string): string {
  return `${use}-${instanceType.slice(0, instanceType.indexOf("."))}`;
}
