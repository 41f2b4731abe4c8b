import type { PoolCard } from "./places";

export function nodesWords({ nodes: { min, max } }: Pick<PoolCard, "nodes">): string {
  if (max === undefined) return "as needed";
  return `${spanWords({ min, max })} ${min === 1 && max === 1 ? "node" : "nodes"}`;
}

/** `3`, or `3–6`. */
export const spanWords = ({ min, max }: { min: number; max: number }) => (min === max ? `${min}` : `${min}–${max}`);

export const acceleratorWords = ({ name, count, memoryGiB }: NonNullable<PoolCard["accelerator"]>) =>
  `${count} × ${name}, ${memoryGiB} GiB`;

/** In a small card: without the maker, which the name says well enough. */
export function shapeWords({ accelerator, instanceType }: Pick<PoolCard, "accelerator" | "instanceType">): string {
  return accelerator
    ? `${instanceType} · ${accelerator.count} × ${accelerator.name.replace(/^(NVIDIA|AWS) /, "")}`
    : instanceType;
}
