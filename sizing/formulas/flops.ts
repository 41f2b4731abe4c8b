import {
  acceleratorHours,
  forwardFlopsPerToken,
  hardwareFlopsPerToken,
  modelFlopsPerToken,
  trainingFlopsPerSample,
  mfu,
} from "../flops/transformer";
import { cnnCost } from "../parameters/cnn";
import { transformerParameters } from "../parameters/transformer";
import { TERA } from "../units";
import { type FormulaPage, of } from "./formula";
import { MNIST_CNN, shapeOf } from "./models";

const [gpt3, llama] = [shapeOf("gpt-3-175b"), shapeOf("llama-3-70b")];
const giga = (flops: number) => of(flops / 1e9, "GFLOP");
const sixN = modelFlopsPerToken(gpt3, 2048) / (6 * transformerParameters(gpt3).total);
const hours = acceleratorHours({
  flops: 2e12 * modelFlopsPerToken(llama, 8192),
  peakFlopsPerSecond: 989 * TERA,
  utilisation: 0.4,
});

export const flopsPage: FormulaPage = {
  file: "flops",
  title: "Operations (FLOPs)",
  code: ["sizing/flops/transformer.ts"],
  letters: {
    N: "active parameters of a layer",
    L: "layers",
    s: "tokens of a sequence",
    q: "width of all query heads",
    V: "words",
    h: "width",
  },
  formulas: [
    {
      name: "Forward pass of one token",
      by: [forwardFlopsPerToken],
      formula: "2 L N + 4 L s q (half of it where a causal kernel skips the rest) + 2 V h",
      source: "Narayanan et al. 2021 (arXiv 2104.04473), appendix; Kaplan et al. 2020 (arXiv 2001.08361), section 2.1",
      examples: [
        { of: "GPT-3 175B, 2,048 tokens", gives: giga(forwardFlopsPerToken(gpt3, 2048).total) },
        { of: "Llama 3 70B, 8,192 tokens", gives: giga(forwardFlopsPerToken(llama, 8192).total) },
      ],
    },
    {
      name: "Training, one token: what the model needs",
      by: [modelFlopsPerToken, mfu],
      formula: "3 x forward, about 6 N for a model of N parameters",
      source: "Chowdhery et al. 2022 (arXiv 2204.02311), appendix B: what MFU counts",
      examples: [
        { of: "GPT-3 175B, 2,048 tokens", gives: giga(modelFlopsPerToken(gpt3, 2048)) },
        { of: "the same over 6 N", gives: sixN.toFixed(3) },
      ],
    },
    {
      name: "Training, one token: what the hardware does",
      by: [hardwareFlopsPerToken],
      formula: "3 x forward + what is computed again (selective: attention's core; full: the layers' forward pass)",
      source: "Korthikanti et al. 2022 (arXiv 2205.05198), appendix A: what HFU counts",
      examples: (["none", "selective", "full"] as const).map((again) => ({
        of: `GPT-3 175B, ${again} recomputation`,
        gives: giga(hardwareFlopsPerToken(gpt3, 2048, again)),
      })),
    },
    {
      name: "Accelerator-hours",
      by: [acceleratorHours],
      formula: "operations / (peak x utilisation) / 3600",
      source: "the definition of model FLOPs utilisation (PaLM, arXiv 2204.02311)",
      examples: [{ of: "Llama 3 70B, 2T tokens, H100 (989 TFLOP/s) at 40%", gives: of(hours, "hours") }],
    },
    {
      name: "Training, one sample of a CNN or RNN",
      by: [trainingFlopsPerSample],
      formula: "3 x forward; convolution: 2 x weights x output positions; cell: 2 x weights an element",
      source:
        "Chowdhery et al. 2022 for the factor of three; the forward pass counts two operations a multiply-accumulate",
      examples: [
        {
          of: "the CNN on MNIST",
          gives: of(trainingFlopsPerSample(cnnCost(MNIST_CNN).forwardFlopsPerSample) / 1e6, "MFLOP"),
        },
      ],
    },
  ],
};
