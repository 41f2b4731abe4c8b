/**
 * How a model is trained: what the weights and gradients are kept in.
 * - `fp32`: everything in 4 bytes.
 * - `mixed`: bf16 or fp16 weights and gradients, a 4-byte master copy with the optimizer (Micikevicius et al. 2017, arXiv 1710.03740).
 * - `mixed-fp32-gradients`: as `mixed`, gradients summed in 4 bytes (Megatron-LM's default with bf16).
 * - `bf16`: everything in 2 bytes, no master copy (pure bf16: fine-tuning, and MosaicML's `PURE` mode).
 * - `fp8`: bf16 primary weights and their cached 8-bit copies (plain and transposed), bf16 gradients, 4-byte master copy
 *   (NVIDIA Transformer Engine: 8-bit matrix products; the states do not shrink).
 */
export type Precision = "fp32" | "mixed" | "mixed-fp32-gradients" | "bf16" | "fp8";

export type Optimizer = "sgd" | "momentum" | "adam" | "adamw" | "adam-8bit";

export interface StateBytes {
  /** Bytes a parameter. */
  weights: number;
  gradients: number;
  /** The optimizer's moments and, in mixed precision, the master copy. */
  optimizer: number;
}

const WEIGHTS: Record<Precision, { weights: number; gradients: number; master: number; moment: number }> = {
  fp32: { weights: 4, gradients: 4, master: 0, moment: 4 },
  mixed: { weights: 2, gradients: 2, master: 4, moment: 4 },
  "mixed-fp32-gradients": { weights: 2, gradients: 4, master: 4, moment: 4 },
  bf16: { weights: 2, gradients: 2, master: 0, moment: 2 },
  fp8: { weights: 4, gradients: 2, master: 4, moment: 4 },
};

/** Values that share one 4-byte scale in block-wise 8-bit optimizers. Source: Dettmers et al. 2021 (arXiv 2110.02861), section 2.1. */
const EIGHT_BIT_BLOCK = 2048;

/**
 * Bytes a parameter of weights, gradients and optimizer. Adam in mixed precision is 2 + 2 + 12 = 16.
 * Source: Rajbhandari et al. 2019 (ZeRO, arXiv 1910.02054), section 3.1; Dettmers et al. 2021 for 8-bit Adam.
 */
export function stateBytesPerParameter(optimizer: Optimizer, precision: Precision): StateBytes {
  const { weights, gradients, master, moment } = WEIGHTS[precision];
  return { weights, gradients, optimizer: master + momentBytes(optimizer, moment) };
}

function momentBytes(optimizer: Optimizer, moment: number): number {
  switch (optimizer) {
    case "sgd":
      return 0;
    case "momentum":
      return moment;
    case "adam":
    case "adamw":
      return 2 * moment;
    case "adam-8bit":
      return 2 * (1 + 4 / EIGHT_BIT_BLOCK);
  }
}

/** Bytes of one stored activation. */
export function activationBytes(precision: Precision): number {
  return precision === "fp32" ? 4 : 2;
}

/** Bytes that one parameter's gradient takes on the network. */
export function gradientWireBytes(precision: Precision): number {
  return precision === "fp32" || precision === "mixed-fp32-gradients" ? 4 : 2;
}

/** Bytes that one gathered parameter takes on the network. */
export function weightWireBytes(precision: Precision): number {
  return precision === "fp32" ? 4 : 2;
}
