import type { AcceleratorNode } from "../accelerator";
import type { Layout } from "../layout";
import type { ZeroStage } from "../memory/modelStates";
import { memoryOfCut, type TrainingMemory, trainingMemory } from "../memory/training";
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
 * only adds, so the first that fits in that order is the fastest of the cut, and one that is no faster than the best so far ends it;
 * so does the one of least memory where it does not fit.
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
    const misses = (layout: Layout) => {
      const excessBytes = memoryOf(layout) - node.memoryBytes;
      if (excessBytes > 0 && (!nearest || excessBytes < nearest.excessBytes)) nearest = { excessBytes, layout };
      return excessBytes > 0;
    };
    let frugal: Layout | undefined;
    for (const layout of inOrderOfTime(even.cut)) {
      if (!allowed(layout)) continue;
      const shardsEnough = layout.zero === 1 || layout.zero === 2 || layout.dataParallel === 1;
      // Until something fits, time decides nothing: most small accelerators never get to it.
      const step = best && stepTime(job, layout, node, efficiency);
      if (best && step && step.tokensPerSecond <= best.step.tokensPerSecond) {
        if (shardsEnough) break;
        continue;
      }
      if (misses(layout)) {
        // Most cuts of small accelerators: what takes the least memory does not fit, so that nothing of the cut does.
        if (!frugal && allowed((frugal = leastMemory(even.cut, memoryOf))) && misses(frugal)) break;
        continue;
      }
      best = {
        ...{ layout, globalBatch: even.globalBatch, memory: trainingMemory(job, layout) },
        step: step ?? stepTime(job, layout, node, efficiency),
      };
      if (shardsEnough) break;
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

/** What of a cut takes the least memory: ZeRO's stage decides the states, recomputation the activations, each for itself. */
function leastMemory(cut: Cut, memoryOf: (layout: Layout) => number): Layout {
  const least = (layouts: Layout[]) =>
    layouts.reduce((best, layout) => (memoryOf(layout) < memoryOf(best) ? layout : best));
  const sharded = least(zeroStages(cut).map((zero) => ({ ...cut, zero, recomputation: "full" })));
  return least(RECOMPUTATIONS.map((recomputation) => ({ ...sharded, recomputation })));
}

/** Whatever comes first is the fastest of what follows, but for ZeRO-3 and 0. Made one by one: most are never asked for. */
function* inOrderOfTime(cut: Cut): Generator<Layout> {
  const stages = zeroStages(cut);
  for (const recomputation of RECOMPUTATIONS)
    for (const zero of FASTEST_FIRST) if (stages.includes(zero)) yield { ...cut, zero, recomputation };
}

const FASTEST_FIRST: ZeroStage[] = [1, 2, 3, 0];
