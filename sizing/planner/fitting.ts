import type { AcceleratorNode } from "../accelerator";
import type { Cut, Layout, TrainingJob } from "../layout";
import type { ZeroStage } from "../memory/modelStates";
import { heldBytes, storedBytes, trainingMemory } from "../memory/training";
import { RECOMPUTATIONS, cutsOf, splits, zeroStages } from "./layouts";
import { type TrainingWorkload, jobOf } from "./workload";

/** Which layouts may be chosen; all where absent. */
export type LayoutFilter = (layout: Layout) => boolean;

/** What a stage of ZeRO holds of a split, whatever passes through it. */
interface Held {
  zero: ZeroStage;
  bytes: number;
}

/** The stages of ZeRO under a split, fastest first: 1 and 2 take the same time, 3 and 0 more. */
export function heldBySplit(workload: TrainingWorkload, split: Cut): Held[] {
  const stages = zeroStages(split);
  return FASTEST_FIRST.filter((zero) => stages.includes(zero)).map((zero) => ({
    zero,
    bytes: heldBytes(workload, split, zero),
  }));
}

const FASTEST_FIRST: ZeroStage[] = [1, 2, 3, 0];

export function leastHeld(held: Held[]): number {
  return Math.min(...held.map(({ bytes }) => bytes));
}

/** The layouts of a cut that take at most so much, reserve apart: whatever comes first is the fastest, but for ZeRO-3 and 0. */
export function* inOrderOfTime(
  job: TrainingJob,
  cut: Cut,
  held: Held[],
  most: number,
): Generator<{ layout: Layout; bytes: number }> {
  for (const recomputation of RECOMPUTATIONS) {
    const stored = storedBytes(job, cut, recomputation);
    for (const { zero, bytes } of held)
      if (bytes + stored <= most) yield { layout: { ...cut, zero, recomputation }, bytes: bytes + stored };
  }
}

/** The layout of least memory on so many nodes, whether it fits or not; undefined where the batch does not spread over them. */
export function leastMemory(
  workload: TrainingWorkload,
  node: AcceleratorNode,
  nodes: number,
  allowed: LayoutFilter = () => true,
): { layout: Layout; totalBytes: number } | undefined {
  let least: { layout: Layout; job: TrainingJob; bytes: number } | undefined;
  for (const split of splits(workload, node, nodes)) {
    const held = heldBySplit(workload, split);
    if (least && leastHeld(held) >= least.bytes) continue;
    for (const { cut, globalBatch } of cutsOf(workload, split)) {
      const job = jobOf(workload, globalBatch);
      for (const { layout, bytes } of inOrderOfTime(job, cut, held, Infinity))
        if ((!least || bytes < least.bytes) && allowed(layout)) least = { layout, job, bytes };
    }
  }
  return least && { layout: least.layout, totalBytes: trainingMemory(least.job, least.layout).totalBytes };
}

/** Why no layout runs: by how much the one nearest to fitting is too large, or that the batch has too few sequences. */
export type DoesNotRun =
  { kind: "memory"; excessBytes: number; layout: Layout } | { kind: "batch"; replicas: number; sequences: number };

/** Why nothing runs on nodes for which `fastestLayout` finds nothing. */
export function whyNone(
  workload: TrainingWorkload,
  node: AcceleratorNode,
  nodes: number,
  allowed?: LayoutFilter,
): DoesNotRun {
  const least = leastMemory(workload, node, nodes, allowed);
  if (least) return { kind: "memory", excessBytes: least.totalBytes - node.memoryBytes, layout: least.layout };
  return {
    kind: "batch",
    replicas: nodes * node.acceleratorsPerNode,
    sequences: Math.round(workload.batchTokens / workload.sequence),
  };
}
