import { type TransformerShape, keyWidth, queryWidth } from "../parameters/transformer";

/** What the backward pass computes again instead of storing: nothing, the attention's core (scores and their product), or whole layers. */
export type Recomputation = "none" | "selective" | "full";

export interface ActivationSetting {
  /** Tokens of one sequence. */
  sequence: number;
  /** Sequences that pass together. */
  microBatch: number;
  tensorParallel: number;
  /** Norms and dropouts are split along the sequence over the tensor-parallel group; default false. */
  sequenceParallel?: boolean;
  recomputation: Recomputation;
  /** A fused kernel (FlashAttention) never writes the scores to memory; default true. */
  fusedAttention?: boolean;
  /** Bytes of one stored value; default 2. */
  valueBytes?: number;
}

/** The same in a pipeline. */
export interface PipelineSetting extends ActivationSetting {
  pipelineParallel: number;
  /** That one replica passes in one optimizer step. */
  microBatches: number;
  /** Chunks of layers a stage holds; default 1. */
  interleave?: number;
}

/** Bytes a token and layer, by how tensor parallelism treats them. Masks are 1 byte. */
interface LayerBytes {
  /** Split over the tensor-parallel group. */
  split: number;
  /** Whole on each member, unless the sequence is split. */
  whole: number;
  /** The scores of the attention, a token: grows with the sequence. */
  scores: number;
}

/**
 * Activations that one Transformer layer stores for the backward pass of one micro-batch on one accelerator, bytes.
 *
 * For multi-head attention and a feed-forward of four times the width it is `s b h (34 + 5 a s / h)` (with dropout), with tensor
 * parallelism `s b h (10 + 24/t + 5 a s / (h t))`, with sequence parallelism `s b h / t (34 + 5 a s / h)`, and recomputing whole layers
 * leaves their input, `2 s b h`. Other shapes count the same tensors at their widths.
 * Source: Korthikanti et al. 2022 (arXiv 2205.05198), equations 1-4 and table 2.
 */
export function layerActivationBytes(
  shape: TransformerShape,
  setting: ActivationSetting,
  recomputation = setting.recomputation,
): number {
  const tokens = setting.sequence * setting.microBatch;
  const value = setting.valueBytes ?? 2;
  const wholeShare = setting.sequenceParallel ? setting.tensorParallel : 1;
  if (recomputation === "full") return (tokens * value * shape.hidden) / wholeShare;
  const bytes = layerBytes(shape, setting.sequence, value);
  const keepScores = recomputation === "none" && setting.fusedAttention === false;
  return tokens * ((bytes.split + (keepScores ? bytes.scores : 0)) / setting.tensorParallel + bytes.whole / wholeShare);
}

/** Bytes of one layer while it is computed again or run without stored results: the peak above what is kept. */
export function layerWorkingBytes(shape: TransformerShape, setting: ActivationSetting): number {
  return layerActivationBytes(shape, setting, "none");
}

function layerBytes(shape: TransformerShape, sequence: number, value: number): LayerBytes {
  const mask = shape.dropout ? 1 : 0;
  const experts = shape.experts?.active ?? 1;
  const ffn = experts * shape.ffn + (shape.experts?.sharedFfn ?? 0);
  // Query, key and value, and the input of the output projection.
  const attention = value * (2 * queryWidth(shape) + 2 * keyWidth(shape));
  // The activation's input and the second matrix's input; a gated layer has one more.
  const feedForward = value * ffn * (shape.gated ? 3 : 2);
  // The inputs of both norms, of the attention and of the feed-forward (a copy an expert), and two dropout masks.
  const whole = value * shape.hidden * (3 + experts) + 2 * mask * shape.hidden;
  const scores = shape.heads * sequence * (2 * value + mask);
  return { split: attention + feedForward, whole, scores };
}

/**
 * Activations of the whole accelerator at the peak, bytes: the first pipeline stage holds as many micro-batches as there are stages
 * (one forward, one backward schedule), so it holds all layers' worth of one micro-batch; interleaving `v` chunks a stage adds
 * `1 + (p - 1) / (p v)`. The last stage's logits and their softmax (4 bytes) come on top where there is one stage.
 * Source: Korthikanti et al. 2022, section 4.2.3 and equation 5; Narayanan et al. 2021 (arXiv 2104.04473), section 2.2.
 */
export function activationMemoryBytes(shape: TransformerShape, setting: PipelineSetting): number {
  const { pipelineParallel, microBatches } = setting;
  const inFlight = Math.min(pipelineParallel, microBatches);
  const interleave = setting.interleave ?? 1;
  const factor =
    interleave > 1 && pipelineParallel > 1 ? 1 + (pipelineParallel - 1) / (pipelineParallel * interleave) : 1;
  const layersHeld = Math.ceil(shape.layers / pipelineParallel) * inFlight * factor;
  const working = setting.recomputation === "none" ? 0 : layerWorkingBytes(shape, setting);
  return layersHeld * layerActivationBytes(shape, setting) + working + outputBytes(shape, setting);
}

/** Logits of one micro-batch in 4 bytes, their 2-byte input and the gradient; split over the tensor-parallel group. Held by the last stage. */
function outputBytes(shape: TransformerShape, setting: PipelineSetting): number {
  if (setting.pipelineParallel > 1) return 0;
  const tokens = setting.sequence * setting.microBatch;
  return (tokens * shape.vocabulary * (4 + 4)) / setting.tensorParallel;
}
