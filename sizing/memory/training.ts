import { type Layout, type TrainingJob, microBatches, shardParameters } from "../layout";
import { transformerParameters } from "../parameters/transformer";
import { GB } from "../units";
import { activationMemoryBytes } from "./activations";
import { type ModelStates, modelStates } from "./modelStates";
import { activationBytes, weightWireBytes } from "./precision";

/** What one accelerator of the fullest pipeline stage holds at the peak, bytes. */
export interface TrainingMemory extends ModelStates {
  activationsBytes: number;
  /** Layers that ZeRO-3 has gathered: the one in use and the next. */
  gatheredBytes: number;
  reserveBytes: number;
  totalBytes: number;
}

export interface MemoryReserve {
  /** CUDA context, NCCL's buffers, kernels' workspaces. */
  fixedBytes: number;
  /** Share of the rest that the allocator loses to fragments. */
  fragmentation: number;
}

/**
 * Assumption, not a published figure: 2.5 GB for context, NCCL and workspaces, and 4% lost to fragments. It keeps every measured
 * fit and failure in `docs/sizing/proof.md` on its side.
 */
export const DEFAULT_RESERVE: MemoryReserve = { fixedBytes: 2.5 * GB, fragmentation: 0.04 };

/** Memory of one accelerator in training: states (ZeRO), activations (Korthikanti), gathered layers, reserve. */
export function trainingMemory(job: TrainingJob, layout: Layout, reserve = DEFAULT_RESERVE): TrainingMemory {
  const states = shardedStates(job, layout);
  const gatheredBytes = gathered(job, layout);
  const activationsBytes = activationsOf(job, layout);
  const used = states.weightsBytes + states.gradientsBytes + states.optimizerBytes + gatheredBytes + activationsBytes;
  const reserveBytes = reserve.fixedBytes + used * reserve.fragmentation;
  return { ...states, activationsBytes, gatheredBytes, reserveBytes, totalBytes: used + reserveBytes };
}

/**
 * `totalBytes` of `trainingMemory` for layouts that differ in ZeRO's stage and in recomputation alone: the one decides the states, the
 * other the activations, so that each is worked out once.
 */
export function memoryOfCut(job: TrainingJob, reserve = DEFAULT_RESERVE): (layout: Layout) => number {
  const states: (number | undefined)[] = [];
  const activations = new Map<Layout["recomputation"], number>();
  return (layout) => {
    const held = (states[layout.zero] ??= statesBytes(job, layout));
    let stored = activations.get(layout.recomputation);
    if (stored === undefined) activations.set(layout.recomputation, (stored = activationsOf(job, layout)));
    return reserve.fixedBytes + (held + stored) * (1 + reserve.fragmentation);
  };
}

function statesBytes(job: TrainingJob, layout: Layout): number {
  const { weightsBytes, gradientsBytes, optimizerBytes } = shardedStates(job, layout);
  return weightsBytes + gradientsBytes + optimizerBytes + gathered(job, layout);
}

function activationsOf(job: TrainingJob, layout: Layout): number {
  return activationMemoryBytes(job.shape, {
    ...layout,
    sequence: job.sequence,
    fusedAttention: job.fusedAttention ?? true,
    valueBytes: activationBytes(job.precision),
    microBatches: microBatches(job, layout),
  });
}

function shardedStates(job: TrainingJob, layout: Layout): ModelStates {
  const { dense, experts } = shardParameters(job.shape, layout);
  const training = { optimizer: job.optimizer, precision: job.precision, zero: layout.zero };
  const a = modelStates(dense, { ...training, dataParallel: layout.dataParallel });
  const b = modelStates(experts, {
    ...training,
    dataParallel: layout.dataParallel / (layout.expertParallel ?? 1),
  });
  return {
    weightsBytes: a.weightsBytes + b.weightsBytes,
    gradientsBytes: a.gradientsBytes + b.gradientsBytes,
    optimizerBytes: a.optimizerBytes + b.optimizerBytes,
  };
}

function gathered(job: TrainingJob, layout: Layout): number {
  if (layout.zero !== 3 || layout.dataParallel === 1) return 0;
  const { layer } = transformerParameters(job.shape);
  return (2 * layer * weightWireBytes(job.precision)) / layout.tensorParallel / (layout.expertParallel ?? 1);
}
