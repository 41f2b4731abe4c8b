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
  const activationsBytes = storedBytes(job, layout);
  const used = states.weightsBytes + states.gradientsBytes + states.optimizerBytes + gatheredBytes + activationsBytes;
  const reserveBytes = reserve.fixedBytes + used * reserve.fragmentation;
  return { ...states, activationsBytes, gatheredBytes, reserveBytes, totalBytes: used + reserveBytes };
}

/** What may be used of a memory, so that the reserve still fits. */
export function usableBytes(memoryBytes: number, reserve = DEFAULT_RESERVE): number {
  return (memoryBytes - reserve.fixedBytes) / (1 + reserve.fragmentation);
}

/** States and gathered layers: held whatever passes through, so that micro-batches and recomputation change nothing. */
export function heldBytes(training: Training, layout: Omit<Layout, "recomputation">): number {
  const { weightsBytes, gradientsBytes, optimizerBytes } = shardedStates(training, layout);
  return weightsBytes + gradientsBytes + optimizerBytes + gathered(training, layout);
}

/** Activations that are stored at the peak, whatever ZeRO shards. */
export function storedBytes(job: TrainingJob, layout: Omit<Layout, "zero">): number {
  return activationMemoryBytes(job.shape, {
    ...layout,
    sequence: job.sequence,
    fusedAttention: job.fusedAttention ?? true,
    valueBytes: activationBytes(job.precision),
    microBatches: microBatches(job, layout),
  });
}

/** All that states depend on. */
type Training = Pick<TrainingJob, "shape" | "optimizer" | "precision">;

function shardedStates({ shape, optimizer, precision }: Training, layout: Omit<Layout, "recomputation">): ModelStates {
  const { dense, experts } = shardParameters(shape, layout);
  const { zero, dataParallel, expertParallel = 1 } = layout;
  const a = modelStates(dense, { optimizer, precision, zero, dataParallel });
  const b = modelStates(experts, { optimizer, precision, zero, dataParallel: dataParallel / expertParallel });
  return {
    weightsBytes: a.weightsBytes + b.weightsBytes,
    gradientsBytes: a.gradientsBytes + b.gradientsBytes,
    optimizerBytes: a.optimizerBytes + b.optimizerBytes,
  };
}

function gathered({ shape, precision }: Training, layout: Omit<Layout, "recomputation">): number {
  if (layout.zero !== 3 || layout.dataParallel === 1) return 0;
  const { layer } = transformerParameters(shape);
  return (2 * layer * weightWireBytes(precision)) / layout.tensorParallel / (layout.expertParallel ?? 1);
}
