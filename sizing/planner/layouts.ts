import type { AcceleratorNode } from "../accelerator";
import type { Cut } from "../layout";
import type { Recomputation } from "../memory/activations";
import type { ZeroStage } from "../memory/modelStates";
import { BATCH_TOLERANCE, type TrainingWorkload } from "./workload";

/** A cut with the batch, in sequences, that spreads evenly over its replicas. */
export interface EvenCut {
  cut: Cut;
  globalBatch: number;
}

/** Fastest first: what is computed again costs time, and nothing else changes. */
export const RECOMPUTATIONS: Recomputation[] = ["none", "selective", "full"];

const MICRO_BATCHES = [1, 2, 4, 8, 16];
const INTERLEAVES = [1, 2, 4];
export const MOST_INTERLEAVED = Math.max(...INTERLEAVES);
const MOST_STAGES = 64;
/** Layers that the fullest stage may hold above an even share: Llama 3's 126 layers on 16 stages are 1.6% above. */
const UNEVEN_STAGES = 1.05;

/** Every way to cut the model over so many nodes. */
export function cuts(workload: TrainingWorkload, node: AcceleratorNode, nodes: number): EvenCut[] {
  return splits(workload, node, nodes).flatMap((split) => cutsOf(workload, split));
}

/**
 * Every way to split the model over so many nodes, as a cut with one sequence at a time: tensor-parallel groups inside a node (more is
 * not worth it: Narayanan et al. 2021, takeaway 1), pipeline stages of nearly equal size, experts over replicas, and the rest
 * data-parallel.
 */
export function splits(workload: TrainingWorkload, node: AcceleratorNode, nodes: number): Cut[] {
  const accelerators = nodes * node.acceleratorsPerNode;
  return tensorSizes(workload, node).flatMap((tensorParallel) =>
    stageCounts(workload.shape.layers, accelerators / tensorParallel).flatMap((pipelineParallel) => {
      const dataParallel = accelerators / tensorParallel / pipelineParallel;
      // Where one sequence at a time does not spread evenly, no more do.
      if (evenBatch(workload, dataParallel) === undefined) return [];
      return expertGroups(workload, dataParallel).map((expertParallel) => ({
        dataParallel,
        tensorParallel,
        pipelineParallel,
        microBatch: 1,
        sequenceParallel: tensorParallel > 1,
        ...(expertParallel > 1 && { expertParallel }),
      }));
    }),
  );
}

/** The cuts of one split: by sequences that pass together, interleaved or not. */
export function cutsOf(workload: TrainingWorkload, split: Cut): EvenCut[] {
  const { dataParallel, pipelineParallel } = split;
  return MICRO_BATCHES.flatMap((microBatch) => {
    const globalBatch = evenBatch(workload, dataParallel * microBatch);
    if (globalBatch === undefined) return [];
    const passes = globalBatch / dataParallel / microBatch;
    return interleaves(workload.shape.layers / pipelineParallel, pipelineParallel, passes).map((interleave) => ({
      globalBatch,
      cut: { ...split, microBatch, ...(interleave > 1 && { interleave }) },
    }));
  });
}

/** What ZeRO may shard under a cut: with pipeline stages the optimizer only, as sharded gradients would be reduced for each micro-batch. */
export function zeroStages({ dataParallel, pipelineParallel }: Cut): ZeroStage[] {
  if (dataParallel === 1) return [0];
  return pipelineParallel > 1 ? [0, 1] : [0, 1, 2, 3];
}

function tensorSizes({ shape }: TrainingWorkload, node: AcceleratorNode): number[] {
  return powersOfTwo(node.acceleratorsPerNode).filter(
    (size) => node.acceleratorsPerNode % size === 0 && shape.heads % size === 0 && shape.ffn % size === 0,
  );
}

function stageCounts(layers: number, groups: number): number[] {
  const most = Math.min(layers, groups, MOST_STAGES);
  return Array.from({ length: most }, (_, index) => index + 1).filter(
    (stages) => groups % stages === 0 && (Math.ceil(layers / stages) * stages) / layers <= UNEVEN_STAGES,
  );
}

function expertGroups({ shape }: TrainingWorkload, dataParallel: number): number[] {
  const { experts } = shape;
  if (!experts) return [1];
  return powersOfTwo(experts.count).filter((size) => experts.count % size === 0 && dataParallel % size === 0);
}

function interleaves(layersPerStage: number, stages: number, passes: number): number[] {
  if (stages === 1) return [1];
  return INTERLEAVES.filter((chunks) => chunks === 1 || (layersPerStage % chunks === 0 && passes % stages === 0));
}

/** The multiple of `sequences` nearest to the workload's batch, or undefined where it changes the batch too much. */
function evenBatch({ batchTokens, sequence }: TrainingWorkload, sequences: number): number | undefined {
  const wanted = batchTokens / sequence;
  const even = Math.max(1, Math.round(wanted / sequences)) * sequences;
  return Math.abs(even / wanted - 1) <= BATCH_TOLERANCE ? even : undefined;
}

function powersOfTwo(most: number): number[] {
  return Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, exponent) => 2 ** exponent);
}
