import type { AcceleratorNode } from "../accelerator";
import type { Layout } from "../layout";
import type { ZeroStage } from "../memory/modelStates";
import { memoryOfCut, type TrainingMemory } from "../memory/training";
import type { Efficiency } from "../step/efficiency";
import { type StepTime, stepTime } from "../step/stepTime";
import { type Cut, RECOMPUTATIONS, cuts, zeroStages } from "./layouts";
import { type TrainingWorkload, jobOf } from "./workload";

/** A layout that fits, with its memory and the time of its step. */
export interface FittingLayout {
  layout: Layout;
  /** Sequences of one optimizer step. */
  globalBatch: number;
  memory: TrainingMemory;
  step: StepTime;
}

/** Why no layout runs: by how much the one nearest to fitting is too large, or that the batch has too few sequences. */
export type DoesNotRun =
  { kind: "memory"; excessBytes: number; layout: Layout } | { kind: "batch"; replicas: number; sequences: number };

/** Which layouts may be chosen; all where absent. */
export type LayoutFilter = (layout: Layout) => boolean;

/**
 * The layout of most tokens a second among all that fit on so many nodes.
 *
 * Exact, though it does not try every layout: under one cut, ZeRO-1 and 2 take the same time and ZeRO-0 and 3 more, and recomputation
 * only adds, so the first that fits in that order is the fastest of the cut, and one that is no faster than the best so far ends it.
 * `test/sizing/planner.test.ts` checks it against all layouts.
 */
export function fastestLayout(
  workload: TrainingWorkload,
  node: AcceleratorNode,
  nodes: number,
  efficiency: Efficiency,
  allowed: LayoutFilter = () => true,
): FittingLayout | DoesNotRun {
  let best: FittingLayout | undefined;
  let nearest: { excessBytes: number; layout: Layout } | undefined;
  for (const even of cuts(workload, node, nodes)) {
    const job = jobOf(workload, even.globalBatch);
    const memoryOf = memoryOfCut(job);
    for (const layout of inOrderOfTime(even.cut)) {
      if (!allowed(layout)) continue;
      const shardsEnough = layout.zero === 1 || layout.zero === 2 || layout.dataParallel === 1;
      // Until something fits, time decides nothing: most small accelerators never get to it.
      const step = best && stepTime(job, layout, node, efficiency);
      if (best && step && step.tokensPerSecond <= best.step.tokensPerSecond) {
        if (shardsEnough) break;
        continue;
      }
      const memory = memoryOf(layout);
      const excessBytes = memory.totalBytes - node.memoryBytes;
      if (excessBytes <= 0) {
        best = { layout, globalBatch: even.globalBatch, memory, step: step ?? stepTime(job, layout, node, efficiency) };
        if (shardsEnough) break;
      } else if (!nearest || excessBytes < nearest.excessBytes) {
        nearest = { excessBytes, layout };
      }
    }
  }
  if (best) return best;
  if (nearest) return { kind: "memory", ...nearest };
  return {
    kind: "batch",
    replicas: nodes * node.acceleratorsPerNode,
    sequences: Math.round(workload.batchTokens / workload.sequence),
  };
}

/** Whatever comes first is the fastest of what follows, but for ZeRO-3 and 0. Made one by one: most are never asked for. */
function* inOrderOfTime(cut: Cut): Generator<Layout> {
  const stages = zeroStages(cut);
  for (const recomputation of RECOMPUTATIONS)
    for (const zero of FASTEST_FIRST) if (stages.includes(zero)) yield { ...cut, zero, recomputation };
}

const FASTEST_FIRST: ZeroStage[] = [1, 2, 3, 0];
