import type { TrainingJob } from "../layout";
import type { Optimizer, Precision } from "../memory/precision";
import { type TransformerShape, transformerParameters } from "../parameters/transformer";
import { SECONDS_PER_DAY } from "../units";

/** A model to train: what `aidc size` plans for. */
export interface TrainingWorkload {
  name: string;
  shape: TransformerShape;
  /** Tokens to train on, all epochs together. */
  tokens: number;
  /** Tokens of one sequence. */
  sequence: number;
  /** Tokens of one optimizer step; a layout may round it by an eighth, so that it spreads evenly over the replicas. */
  batchTokens: number;
  optimizer: Optimizer;
  precision: Precision;
  /** FlashAttention or another fused kernel; default true. */
  fusedAttention?: boolean;
  /** From start to finished model, with everything that goes wrong. */
  withinSeconds: number;
}

export const DEFAULT_WITHIN_SECONDS = 30 * SECONDS_PER_DAY;

/** Largest change of the batch that a layout may make, either way. */
export const BATCH_TOLERANCE = 1 / 8;

/**
 * Tokens of one optimizer step to assume for a model of the size. Source: GPT-3 1.3B and 2.7B took 1 million (Brown et al. 2020, arXiv
 * 2005.14165, table 2.1), Llama 2 of every size 4 million (Touvron et al. 2023, arXiv 2307.09288), Llama 3.1 405B 16 million
 * (arXiv 2407.21783, section 3.4.1).
 */
export function defaultBatchTokens(parameters: number): number {
  if (parameters < 3e9) return 2 ** 20;
  return parameters < 200e9 ? 2 ** 22 : 2 ** 24;
}

/** Compute-optimal tokens of a dense model: 20 a parameter. Source: Hoffmann et al. 2022 (Chinchilla, arXiv 2203.15556), table 3. */
export function computeOptimalTokens(shape: TransformerShape): number {
  return 20 * transformerParameters(shape).active;
}

/** The workload as one optimizer step of so many sequences. */
export function jobOf(workload: TrainingWorkload, globalBatch: number): TrainingJob {
  const { shape, sequence, optimizer, precision, fusedAttention = true } = workload;
  return { shape, sequence, globalBatch, optimizer, precision, fusedAttention };
}
