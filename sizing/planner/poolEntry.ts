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
  const family = offer.type.name.slice(0, offer.type.name.indexOf("."));
  return {
    name: `train-${family}`,
    instanceType: offer.type.name,
    nodes: nodes + run.spares,
    ...(offer.type.network.maxEfaInterfaces > 0 && offer.zones[0] !== undefined && { zone: offer.zones[0] }),
  };
}
