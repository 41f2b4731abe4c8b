import type { Recomputation } from "../memory/activations";
import { type TransformerShape, queryWidth, transformerParameters } from "../parameters/transformer";

/**
 * How attention's operations are counted: `full` counts all pairs of tokens, as published utilisations do (PaLM, Megatron-LM,
 * MosaicML); `causal` only those a causal kernel computes, half.
 */
export type AttentionCount = "full" | "causal";

/** Operations of one token's forward pass, 2 for a multiply-accumulate. */
export interface ForwardFlops {
  /** Products with weights in the layers (of the experts that the token visits). */
  layers: number;
  /** Scores and their product with the values. */
  attention: number;
  /** Logits. */
  output: number;
  total: number;
}

/**
 * Forward operations of one token: two for each weight it meets, `4 s w` in each layer for attention over `s` tokens of width `w`,
 * and the logits. The embedding is a look-up. Norms and activations are left out, as everywhere in the literature.
 * Source: Narayanan et al. 2021 (arXiv 2104.04473), appendix; Kaplan et al. 2020 (arXiv 2001.08361), section 2.1.
 */
export function forwardFlopsPerToken(
  shape: TransformerShape,
  sequence: number,
  count: AttentionCount = "full",
): ForwardFlops {
  const { activeLayer } = transformerParameters(shape);
  const layers = 2 * shape.layers * activeLayer;
  const attention = 4 * shape.layers * sequence * queryWidth(shape) * (count === "causal" ? 0.5 : 1);
  const output = 2 * shape.vocabulary * shape.hidden;
  return { layers, attention, output, total: layers + attention + output };
}

/**
 * Operations of one token in training that the model needs (forward, and twice that backward): what MFU counts.
 * About `6 N` for a model of `N` parameters. Source: Chowdhery et al. 2022 (PaLM, arXiv 2204.02311), appendix B.
 */
export function modelFlopsPerToken(shape: TransformerShape, sequence: number, count: AttentionCount = "full"): number {
  return 3 * forwardFlopsPerToken(shape, sequence, count).total;
}

/**
 * Operations of one token in training that the hardware does: the model's, and what is computed again. What HFU counts.
 * Recomputing whole layers adds their forward pass; selective adds the attention's core.
 * Source: Korthikanti et al. 2022 (arXiv 2205.05198), appendix A.
 */
export function hardwareFlopsPerToken(
  shape: TransformerShape,
  sequence: number,
  recomputation: Recomputation,
  count: AttentionCount = "full",
): number {
  const forward = forwardFlopsPerToken(shape, sequence, count);
  const again = { none: 0, selective: forward.attention, full: forward.layers + forward.attention }[recomputation];
  return 3 * forward.total + again;
}

/** Operations of one sample in training for a network without recomputation: forward, and twice that backward. */
export function trainingFlopsPerSample(forwardFlopsPerSample: number): number {
  return 3 * forwardFlopsPerSample;
}

/** Model FLOPs utilisation: the model's operations over the peak. */
export function mfu(run: {
  modelFlopsPerToken: number;
  tokensPerSecond: number;
  accelerators: number;
  peakFlopsPerSecond: number;
}): number {
  return (run.modelFlopsPerToken * run.tokensPerSecond) / (run.accelerators * run.peakFlopsPerSecond);
}

/** Accelerator-hours of a run at a utilisation of the operations counted in `flops`. */
export function acceleratorHours(run: { flops: number; peakFlopsPerSecond: number; utilisation: number }): number {
  return run.flops / (run.peakFlopsPerSecond * run.utilisation) / 3600;
}
