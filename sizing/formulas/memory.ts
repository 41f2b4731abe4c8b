import { shardParameters } from "../layout";
import { layerActivationBytes, activationMemoryBytes, layerWorkingBytes } from "../memory/activations";
import { modelStates } from "../memory/modelStates";
import { stateBytesPerParameter, activationBytes } from "../memory/precision";
import { heldBytes, storedBytes, trainingMemory, usableBytes } from "../memory/training";
import { transformerParameters } from "../parameters/transformer";
import { GB } from "../units";
import { type FormulaPage, of } from "./formula";
import { shapeOf } from "./models";

const [gpt3, llama] = [shapeOf("gpt-3-175b"), shapeOf("llama-3-70b")];
const bytes = (
  optimizer: Parameters<typeof stateBytesPerParameter>[0],
  precision: Parameters<typeof stateBytesPerParameter>[1],
) => {
  const { weights, gradients, optimizer: states } = stateBytesPerParameter(optimizer, precision);
  return `${weights} + ${gradients} + ${Number(states.toFixed(3))} bytes`;
};
const training = { optimizer: "adamw", precision: "mixed", dataParallel: 64 } as const;
const states = (zero: 0 | 1 | 2 | 3) => {
  const made = modelStates(transformerParameters(llama).total, { ...training, zero });
  return of((made.weightsBytes + made.gradientsBytes + made.optimizerBytes) / GB, "GB");
};
const layer = (recomputation: "none" | "selective" | "full", sequenceParallel: boolean) =>
  of(
    layerActivationBytes(gpt3, {
      sequence: 2048,
      microBatch: 1,
      tensorParallel: 8,
      sequenceParallel,
      recomputation,
      fusedAttention: false,
    }) / GB,
    "GB",
  );
const layout = {
  dataParallel: 8,
  tensorParallel: 8,
  pipelineParallel: 1,
  zero: 1,
  microBatch: 1,
  recomputation: "selective",
  sequenceParallel: true,
} as const;
const job = { shape: llama, sequence: 8192, globalBatch: 512, optimizer: "adamw", precision: "mixed" } as const;
const whole = trainingMemory(job, layout);

export const memoryPage: FormulaPage = {
  file: "memory",
  title: "Memory in training",
  code: ["sizing/memory/"],
  letters: {
    s: "tokens of a sequence",
    b: "sequences of a micro-batch",
    h: "width",
    a: "heads",
    t: "tensor-parallel members",
    d: "data-parallel members",
    P: "parameters of a shard",
  },
  formulas: [
    {
      name: "Weights, gradients and optimizer, a parameter",
      by: [stateBytesPerParameter],
      formula:
        "fp32: 4 + 4 + moments x 4\nmixed: 2 + 2 + 4 (master copy) + moments x 4\nfp8: 4 (bf16 and two 8-bit copies) + 2 + 4 + moments x 4\nmoments: SGD 0, momentum 1, Adam and AdamW 2; 8-bit Adam 2 x (1 + 4/2048) bytes",
      source:
        "Rajbhandari et al. 2019 (arXiv 1910.02054), section 3.1; Micikevicius et al. 2017 (arXiv 1710.03740); Dettmers et al. 2021 (arXiv 2110.02861)",
      examples: [
        { of: "AdamW, mixed", gives: bytes("adamw", "mixed") },
        { of: "SGD with momentum, fp32", gives: bytes("momentum", "fp32") },
        { of: "8-bit Adam, mixed", gives: bytes("adam-8bit", "mixed") },
        { of: "AdamW, fp8", gives: bytes("adamw", "fp8") },
      ],
    },
    {
      name: "ZeRO",
      by: [modelStates],
      formula: "stage 1: optimizer / d   stage 2: + gradients / d   stage 3: + weights / d",
      source: "Rajbhandari et al. 2019, section 5 and table 1",
      examples: ([0, 1, 2, 3] as const).map((zero) => ({
        of: `Llama 3 70B, AdamW, mixed, 64 members, stage ${zero}`,
        gives: states(zero),
      })),
    },
    {
      name: "Activations of one layer",
      by: [layerActivationBytes, activationBytes],
      formula:
        "no parallelism: s b h (34 + 5 a s / h)\ntensor-parallel: s b h (10 + 24/t + 5 a s / (h t));   with sequence parallelism: all of it / t\nselective recomputation: without 5 a s / h;   full: 2 s b h\na fused kernel never stores the scores",
      source: "Korthikanti et al. 2022 (arXiv 2205.05198), equations 1-4 and table 2",
      examples: [
        { of: "GPT-3 175B, 2,048 tokens, t = 8, nothing recomputed", gives: layer("none", false) },
        { of: "the same, sequence-parallel", gives: layer("none", true) },
        { of: "the same, selective recomputation", gives: layer("selective", true) },
        { of: "the same, full recomputation", gives: layer("full", true) },
      ],
    },
    {
      name: "One accelerator at its peak",
      by: [
        trainingMemory,
        heldBytes,
        storedBytes,
        usableBytes,
        activationMemoryBytes,
        layerWorkingBytes,
        shardParameters,
      ],
      formula: "states + activations of the micro-batches in flight + logits + gathered layers (ZeRO-3) + 2.5 GB + 4%",
      source:
        "Korthikanti et al. 2022, section 4.2.3; the reserve is an assumption that keeps every published fit on its side ([proof](proof.md))",
      examples: [
        { of: "Llama 3 70B on 64 accelerators, tp8 dp8 ZeRO-1, selective", gives: of(whole.totalBytes / GB, "GB") },
      ],
    },
  ],
};
