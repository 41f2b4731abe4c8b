import type { AcceleratorNode } from "../accelerator";
import { forwardFlopsPerToken, mfu, modelFlopsPerToken } from "../flops/transformer";
import { type Layout, type TrainingJob, accelerators, microBatches, shardParameters } from "../layout";
import { modelStates } from "../memory/modelStates";
import { dataParallelSeconds, expertSeconds, pipelineSeconds, tensorSeconds } from "./communication";
import type { Efficiency } from "./efficiency";
import { layerTrafficBytes, outputTrafficBytes } from "./traffic";

/** One optimizer step, seconds by part. The parts add up to `totalSeconds`; communication is what computation does not hide. */
export interface StepTime {
  matmulSeconds: number;
  memorySeconds: number;
  tensorSeconds: number;
  expertSeconds: number;
  pipelineSeconds: number;
  bubbleSeconds: number;
  dataSeconds: number;
  optimizerSeconds: number;
  totalSeconds: number;
  tokensPerSecond: number;
  /** Model FLOPs utilisation, counting full attention as publications do; of the bf16 peak (fp8 training can pass 1). */
  mfu: number;
}

/**
 * Time of one optimizer step. Each pipeline stage passes `m` micro-batches, each takes matrix products at `matmul` of the peak, the
 * traffic of the kernels between them, and the communication that is not hidden; filling and draining `p` stages adds
 * `(p - 1) / (m v)` of that; then gradients are reduced and the optimizer reads and writes its states.
 * Source: Narayanan et al. 2021 (arXiv 2104.04473), sections 2-3 and appendix; roofline of Williams et al. 2009.
 */
export function stepTime(job: TrainingJob, layout: Layout, node: AcceleratorNode, efficiency: Efficiency): StepTime {
  const passes = microBatches(job, layout);
  const layers = job.shape.layers / layout.pipelineParallel;
  const matmul = matmulSeconds(job, layout, node, efficiency);
  const memory = memorySeconds(job, layout, node, efficiency);
  const compute = matmul + memory;
  const { overlap } = efficiency;
  const tensor = exposed(layers * tensorSeconds(job, layout, node, efficiency), compute, overlap.tensor);
  const expert = exposed(layers * expertSeconds(job, layout, node, efficiency), compute, overlap.expert);
  const pipeline = exposed(pipelineSeconds(job, layout, node, efficiency), compute, overlap.pipeline);
  const pass = compute + tensor + expert + pipeline;
  const data = dataParallelSeconds(job, layout, node, efficiency);
  const dataSeconds =
    passes * exposed(data.perMicroBatch, compute, overlap.data) + exposed(data.perStep, pass, overlap.data);
  const bubble = ((layout.pipelineParallel - 1) / (layout.interleave ?? 1)) * pass;
  const optimizer = optimizerSeconds(job, layout, node, efficiency);
  const totalSeconds = passes * pass + bubble + dataSeconds + optimizer;
  const tokensPerSecond = (job.globalBatch * job.sequence) / totalSeconds;
  return {
    matmulSeconds: passes * matmul,
    memorySeconds: passes * memory,
    tensorSeconds: passes * tensor,
    expertSeconds: passes * expert,
    pipelineSeconds: passes * pipeline,
    bubbleSeconds: bubble,
    dataSeconds,
    optimizerSeconds: optimizer,
    totalSeconds,
    tokensPerSecond,
    mfu: mfu({
      modelFlopsPerToken: modelFlopsPerToken(job.shape, job.sequence),
      tokensPerSecond,
      accelerators: accelerators(layout),
      peakFlopsPerSecond: node.peakFlopsPerSecond.bf16,
    }),
  };
}

/** Share of the idle stages in a pipeline's time: `(p - 1) / (m v)` of the useful time. Source: Narayanan et al. 2021, section 2.2. */
export function bubbleShare(pipeline: { stages: number; microBatches: number; interleave?: number }): number {
  return (pipeline.stages - 1) / (pipeline.microBatches * (pipeline.interleave ?? 1));
}

/** What a kind of communication adds: the part that never hides, or more where there is too little computation to hide behind. */
function exposed(seconds: number, compute: number, overlap: number): number {
  return Math.max(seconds * (1 - overlap), seconds - compute * overlap);
}

function matmulSeconds(job: TrainingJob, layout: Layout, node: AcceleratorNode, efficiency: Efficiency): number {
  const { layers, attention, output } = forwardFlopsPerToken(job.shape, job.sequence);
  const weightsAgain = layout.recomputation === "full" ? 1 : 0;
  const attentionAgain = layout.recomputation === "none" ? 0 : 1;
  const share = (job.sequence * layout.microBatch) / layout.tensorParallel / layout.pipelineParallel;
  const width = job.shape.hidden / (job.shape.hidden + efficiency.halfWidth);
  const at = (peak: number) => peak * efficiency.matmul * width;
  const { bf16, fp8, fp32 } = node.peakFlopsPerSecond;
  const plain = job.precision === "fp32" ? (fp32 ?? bf16 / 2) : bf16;
  const weights = job.precision === "fp8" ? (fp8 ?? plain) : plain;
  return (
    (share * layers * (3 + weightsAgain)) / at(weights) +
    (share * (attention * (3 + attentionAgain) + output * 3)) / at(plain)
  );
}

function memorySeconds(job: TrainingJob, layout: Layout, node: AcceleratorNode, efficiency: Efficiency): number {
  const layers = job.shape.layers / layout.pipelineParallel;
  const bytes = layers * layerTrafficBytes(job, layout) + outputTrafficBytes(job, layout) / layout.pipelineParallel;
  return bytes / (node.memoryBytesPerSecond * efficiency.memory);
}

/** The optimizer reads weights, gradients and states and writes weights and states; ZeRO leaves each member its share. */
function optimizerSeconds(job: TrainingJob, layout: Layout, node: AcceleratorNode, efficiency: Efficiency): number {
  const { dense, experts } = shardParameters(job.shape, layout);
  const states = modelStates(dense + experts, {
    optimizer: job.optimizer,
    precision: job.precision,
    zero: layout.zero === 0 ? 0 : 3,
    dataParallel: layout.dataParallel,
  });
  const bytes = 2 * (states.weightsBytes + states.optimizerBytes) + states.gradientsBytes;
  return bytes / (node.memoryBytesPerSecond * efficiency.memory);
}
