import type { AcceleratorNode } from "../accelerator";
import { forwardFlopsPerToken } from "../flops/transformer";
import { type TransformerShape, keyWidth, transformerParameters } from "../parameters/transformer";
import type { Efficiency } from "../step/efficiency";
import { group } from "../step/communication";
import { allReduceSeconds } from "../communication/collectives";

/** What a served model holds its numbers in, bytes. */
export interface ServingPrecision {
  weightBytes: 0.5 | 1 | 2 | 4;
  cacheBytes: 1 | 2;
}

export interface ServingLoad {
  /** Prompt and answer of one request, tokens. */
  promptTokens: number;
  answerTokens: number;
  /** Requests to serve, a second. */
  requestsPerSecond: number;
  /** Longest allowed time to the first token, and between tokens. */
  firstTokenSeconds: number;
  tokenSeconds: number;
}

/** Keys and values of one token in all layers, bytes: `2 l k`. Source: Pope et al. 2022 (arXiv 2211.05102); Kwon et al. 2023 (vLLM, arXiv 2309.06180), section 3. */
export function cacheBytesPerToken(shape: TransformerShape, precision: ServingPrecision): number {
  return 2 * shape.layers * keyWidth(shape) * precision.cacheBytes;
}

/** Memory of the accelerators left for keys and values after the weights, as sequences of the full length that fit at once. */
export function concurrentSequences(
  shape: TransformerShape,
  precision: ServingPrecision,
  tokens: number,
  replica: { accelerators: number; memoryBytes: number; usable?: number },
): number {
  const weights = transformerParameters(shape).total * precision.weightBytes;
  const free = replica.accelerators * replica.memoryBytes * (replica.usable ?? 0.9) - weights;
  return Math.max(0, Math.floor(free / (cacheBytesPerToken(shape, precision) * tokens)));
}

/** Time to read a prompt: bound by computation. */
export function prefillSeconds(
  shape: TransformerShape,
  promptTokens: number,
  tensorParallel: number,
  node: AcceleratorNode,
  efficiency: Efficiency,
): number {
  const flops = promptTokens * forwardFlopsPerToken(shape, promptTokens, "causal").total;
  const compute = flops / (tensorParallel * node.peakFlopsPerSecond.bf16 * efficiency.matmul);
  return compute + reduceSeconds(shape, promptTokens, tensorParallel, node, efficiency);
}

/**
 * Time of one decoding step of a batch: the weights (of the experts that the batch visits) and every sequence's keys and values are
 * read once; computation binds only for large batches. Source: Pope et al. 2022, section 2; roofline of Williams et al. 2009.
 */
export function decodeSeconds(
  shape: TransformerShape,
  batch: { sequences: number; tokens: number },
  precision: ServingPrecision,
  tensorParallel: number,
  node: AcceleratorNode,
  efficiency: Efficiency,
): number {
  const bytes =
    visitedParameters(shape, batch.sequences) * precision.weightBytes +
    batch.sequences * batch.tokens * cacheBytesPerToken(shape, precision);
  const memory = bytes / (tensorParallel * node.memoryBytesPerSecond * efficiency.memory);
  const flops = batch.sequences * forwardFlopsPerToken(shape, batch.tokens).total;
  const compute = flops / (tensorParallel * node.peakFlopsPerSecond.bf16 * efficiency.matmul);
  return Math.max(memory, compute) + reduceSeconds(shape, batch.sequences, tensorParallel, node, efficiency);
}

/** Parameters that a batch reads: each expert is visited by at least one of `n` tokens with chance `1 - (1 - k/e)^n`. */
export function visitedParameters(shape: TransformerShape, sequences: number): number {
  const { total, layer, activeLayer } = transformerParameters(shape);
  const { experts } = shape;
  if (!experts) return total;
  const oneExpert = (layer - activeLayer) / (experts.count - experts.active);
  const visited = experts.count * (1 - (1 - experts.active / experts.count) ** sequences);
  return total - shape.layers * oneExpert * (experts.count - visited);
}

function reduceSeconds(
  shape: TransformerShape,
  tokens: number,
  tensorParallel: number,
  node: AcceleratorNode,
  efficiency: Efficiency,
): number {
  const members = group(tensorParallel, 1, node, efficiency);
  return 2 * shape.layers * allReduceSeconds(2 * tokens * shape.hidden, members);
}
