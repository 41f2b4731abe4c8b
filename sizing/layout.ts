import { type TransformerShape, transformerParameters } from "./parameters/transformer";
import type { PipelineSetting, Recomputation } from "./memory/activations";
import type { ZeroStage } from "./memory/modelStates";
import { type Optimizer, type Precision, activationBytes } from "./memory/precision";

/** How a training run is spread over accelerators. */
export interface Layout {
  dataParallel: number;
  tensorParallel: number;
  pipelineParallel: number;
  /** Experts of a layer are spread over this many members of the data-parallel group; default 1. */
  expertParallel?: number;
  zero: ZeroStage;
  /** Sequences of one forward pass of one replica. */
  microBatch: number;
  recomputation: Recomputation;
  /** Norms are split along the sequence over the tensor-parallel group; default false. */
  sequenceParallel?: boolean;
  /** Chunks of layers a pipeline stage holds (interleaved schedule); default 1. */
  interleave?: number;
}

/** How a model is cut over accelerators, before it is decided what is sharded and what is computed again. */
export type Cut = Omit<Layout, "zero" | "recomputation">;

/** What is trained and how, apart from the machines. */
export interface TrainingJob {
  shape: TransformerShape;
  /** Tokens of one sequence. */
  sequence: number;
  /** Sequences of one optimizer step, over all replicas. */
  globalBatch: number;
  optimizer: Optimizer;
  precision: Precision;
  /** FlashAttention or another fused kernel; default true. */
  fusedAttention?: boolean;
}

export function accelerators(layout: Layout): number {
  return layout.dataParallel * layout.tensorParallel * layout.pipelineParallel;
}

/** Micro-batches that one replica passes in one optimizer step. */
export function microBatches(job: TrainingJob, cut: Cut): number {
  return job.globalBatch / (cut.dataParallel * cut.microBatch);
}

/** All that activations depend on. */
export function activationSetting(job: TrainingJob, cut: Cut, recomputation: Recomputation): PipelineSetting {
  return {
    sequence: job.sequence,
    microBatch: cut.microBatch,
    tensorParallel: cut.tensorParallel,
    sequenceParallel: cut.sequenceParallel ?? false,
    recomputation,
    fusedAttention: job.fusedAttention ?? true,
    valueBytes: activationBytes(job.precision),
    pipelineParallel: cut.pipelineParallel,
    microBatches: microBatches(job, cut),
    interleave: cut.interleave ?? 1,
  };
}

/** Parameters that one accelerator computes with, before ZeRO shards them; of the fullest pipeline stage. */
export interface ShardParameters {
  /** Replicated over the data-parallel group. */
  dense: number;
  /** Experts: replicated over `dataParallel / expertParallel`. */
  experts: number;
}

export function shardParameters(shape: TransformerShape, cut: Cut): ShardParameters {
  const parameters = transformerParameters(shape);
  const layers = Math.ceil(shape.layers / cut.pipelineParallel);
  const outside =
    cut.pipelineParallel === 1
      ? parameters.total - shape.layers * parameters.layer
      : Math.max(parameters.embedding, parameters.output || parameters.embedding);
  const experts = shape.experts;
  const oneExpert = experts ? (parameters.layer - parameters.activeLayer) / (experts.count - experts.active || 1) : 0;
  const expertsHeld = experts ? experts.count / (cut.expertParallel ?? 1) : 0;
  const denseLayer = parameters.layer - oneExpert * (experts?.count ?? 0);
  return {
    dense: (layers * denseLayer + outside) / cut.tensorParallel,
    experts: (layers * oneExpert * expertsHeld) / cut.tensorParallel,
  };
}
