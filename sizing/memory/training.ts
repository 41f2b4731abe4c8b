import { type Cut, type Layout, type TrainingJob, activationSetting, shardParameters } from "../layout";
import { transformerParameters } from "../parameters/transformer";
import { GB } from "../units";
import { type Recomputation, activationMemoryBytes } from "./activations";
import { type ModelStates, type ZeroStage, modelStates } from "./modelStates";
import { weightWireBytes } from "./precision";

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
  const states = shardedStates(job, layout, layout.zero);
  const gatheredBytes = gathered(job, layout, layout.zero);
  const activationsBytes = storedBytes(job, layout, layout.recomputation);
  const used = states.weightsBytes + states.gradientsBytes + states.optimizerBytes + gatheredBytes + activationsBytes;
  const reserveBytes = reserve.fixedBytes + used * reserve.fragmentation;
  return { ...states, activationsBytes, gatheredBytes, reserveBytes, totalBytes: used + reserveBytes };
}

/** What may be used of a memory, so that the reserve still fits. */
export function usableBytes(memoryBytes: number, reserve = DEFAULT_RESERVE): number {
  return (memoryBytes - reserve.fixedBytes) / (1 + reserve.fragmentation);
}

/** States and gathered layers: held whatever passes through, so that micro-batches and recomputation change nothing. */
export function heldBytes(training: Training, cut: Cut, zero: ZeroStage): number {
  const { weightsBytes, gradientsBytes, optimizerBytes } = shardedStates(training, cut, zero);
  return weightsBytes + gradientsBytes + optimizerBytes + gathered(training, cut, zero);
}

/** Activations that are stored at the peak, whatever ZeRO shards. */
export function storedBytes(job: TrainingJob, cut: Cut, recomputation: Recomputation): number {
  return activationMemoryBytes(job.shape, activationSetting(job, cut, recomputation));
}

/** All that states depend on. */
type Training = Pick<TrainingJob, "shape" | "optimizer" | "precision">;

function shardedStates({ shape, optimizer, precision }: Training, cut: Cut, zero: ZeroStage): ModelStates {
  const { dense, experts } = shardParameters(shape, cut);
  const { dataParallel, expertParallel = 1 } = cut;
  const a = modelStates(dense, { optimizer, precision, zero, dataParallel });
  const b = modelStates(experts, { optimizer, precision, zero, dataParallel: dataParallel / expertParallel });
  return {
    weightsBytes: a.weightsBytes + b.weightsBytes,
    gradientsBytes: a.gradientsBytes + b.gradientsBytes,
    optimizerBytes: a.optimizerBytes + b.optimizerBytes,
  };
}

function gathered({ shape, precision }: Training, cut: Cut, zero: ZeroStage): number {
  if (zero !== 3 || cut.dataParallel === 1) return 0;
  const { layer } = transformerParameters(shape);
  return (2 * layer * weightWireBytes(precision)) / cut.tensorParallel / (cut.expertParallel ?? 1);
}
