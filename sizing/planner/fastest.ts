import type { AcceleratorNode } from "../accelerator";
import type { Cut, Layout } from "../layout";
import { type TrainingMemory, trainingMemory, usableBytes } from "../memory/training";
import type { Efficiency } from "../step/efficiency";
import { type StepTime, stepTime } from "../step/stepTime";
import { type LayoutFilter, heldBySplit, inOrderOfTime, leastHeld } from "./fitting";
import { MOST_INTERLEAVED, cutsOf, splits } from "./layouts";
import { BATCH_TOLERANCE, type TrainingWorkload, jobOf } from "./workload";

/** A layout that fits, with its memory and the time of its step. */
export interface FittingLayout {
  layout: Layout;
  /** Sequences of one optimizer step. */
  globalBatch: number;
  memory: TrainingMemory;
  step: StepTime;
}

/**
 * The layout of most tokens a second among all that fit on so many nodes, or undefined where none does.
 *
 * Exact, though it does not time every layout: no cut of a split fits where what the split holds does not, and none is faster than the
 * split's ideal; and under one cut, ZeRO-1 and 2 take the same time and ZeRO-0 and 3 more, and recomputation only adds, so the first
 * that fits in that order is the fastest. `test/sizing/planner.test.ts` checks it against all layouts.
 */
export function fastestLayout(
  workload: TrainingWorkload,
  node: AcceleratorNode,
  nodes: number,
  efficiency: Efficiency,
  allowed: LayoutFilter = () => true,
): FittingLayout | undefined {
  const usable = usableBytes(node.memoryBytes);
  let best: Omit<FittingLayout, "memory"> | undefined;
  for (const split of splits(workload, node, nodes)) {
    const held = heldBySplit(workload, split);
    if (leastHeld(held) > usable) continue;
    if (best && idealTokensPerSecond(workload, split, node, efficiency) < best.step.tokensPerSecond) continue;
    for (const { cut, globalBatch } of cutsOf(workload, split)) {
      const job = jobOf(workload, globalBatch);
      for (const { layout } of inOrderOfTime(job, cut, held, usable)) {
        if (!allowed(layout)) continue;
        const step = stepTime(job, layout, node, efficiency);
        if (!best || step.tokensPerSecond > best.step.tokensPerSecond) best = { layout, globalBatch, step };
        if (layout.zero === 1 || layout.zero === 2 || layout.dataParallel === 1) break;
      }
    }
  }
  if (!best) return undefined;
  const { layout, globalBatch, step } = best;
  return { layout, globalBatch, memory: trainingMemory(jobOf(workload, globalBatch), layout), step };
}

/**
 * More than any layout of a split reaches: the largest batch that is allowed, nothing computed again, the bubble as small as
 * interleaving makes it without its transfers, and gradients hidden as far as larger micro-batches hide them. Above it by what rounding
 * may take.
 */
function idealTokensPerSecond(workload: TrainingWorkload, split: Cut, node: AcceleratorNode, efficiency: Efficiency) {
  const { batchTokens, sequence } = workload;
  const job = jobOf(workload, (batchTokens / sequence) * (1 + BATCH_TOLERANCE));
  const step = stepTime(job, { ...split, zero: 1, recomputation: "none" }, node, efficiency);
  const avoidable = step.bubbleSeconds * (1 - 1 / MOST_INTERLEAVED) + step.dataSeconds * efficiency.overlap.data;
  return (step.tokensPerSecond * step.totalSeconds * (1 + 1e-9)) / (step.totalSeconds - avoidable);
}
