import type { PoolCard } from "./places";

export function nodesWords({ nodes: { min, max } }: Pick<PoolCard, "nodes">): string {
  if (max === undefined) return "as needed";
  return min === max ? `${min} ${min === 1 ? "node" : "nodes"}` : `${min}–${max} nodes`;
}

export const acceleratorWords = ({ name, count, memoryGiB }: NonNullable<PoolCard["accelerator"]>) =>
  `${count} × ${name}, ${memoryGiB} GiB`;

export function shapeWords({ accelerator, instanceType }: Pick<PoolCard, "accelerator" | "instanceType">): string {
  return accelerator ? `${instanceType} · ${accelerator.count} × ${accelerator.name}` : instanceType;
}
