import { networkStep } from "../planner/network";
import { layerTrafficBytes, outputTrafficBytes } from "../step/traffic";
import { dataParallelSeconds, expertSeconds, group, pipelineSeconds, tensorSeconds } from "../step/communication";
import { accelerators, microBatches } from "../layout";
import { networkPredictions } from "../proof/networks";
import { defaultEfficiency, NETWORK_MATMUL } from "../step/efficiency";
import { bubbleShare, stepTime } from "../step/stepTime";
import { type FormulaPage, of, percent } from "./formula";
import { nodeOf, shapeOf } from "./models";

const { node, efficiency } = nodeOf("p5.48xlarge");
const job = {
  shape: shapeOf("llama-3-70b"),
  sequence: 8192,
  globalBatch: 512,
  optimizer: "adamw",
  precision: "mixed",
} as const;
const layout = {
  dataParallel: 16,
  tensorParallel: 8,
  pipelineParallel: 4,
  zero: 1,
  microBatch: 1,
  recomputation: "none",
  sequenceParallel: true,
} as const;
const step = stepTime(job, layout, node, efficiency);
const seconds = (value: number) => of(value, "s");
const families = ["NVIDIA A100 80GB", "NVIDIA H100", "NVIDIA B200", "AWS Trainium2"];

export const stepTimePage: FormulaPage = {
  file: "step-time",
  title: "Time of an optimizer step",
  code: ["sizing/step/"],
  letters: { m: "micro-batches of a replica", p: "pipeline stages", v: "chunks of layers a stage (interleaving)" },
  formulas: [
    {
      name: "One step",
      by: [stepTime, accelerators, microBatches, layerTrafficBytes, outputTrafficBytes],
      formula:
        "m x (matrix products + memory traffic + exposed tensor, expert and pipeline communication)\n+ (p - 1) / v of one of these (bubble) + exposed data-parallel communication + optimizer",
      source: "Narayanan et al. 2021 (arXiv 2104.04473), sections 2-3 and appendix; Williams et al. 2009 (roofline)",
      examples: [
        { of: "Llama 3 70B, 512 x 8,192 tokens, 64 p5.48xlarge, tp8 pp4 dp16", gives: seconds(step.totalSeconds) },
        { of: "of it matrix products", gives: seconds(step.matmulSeconds) },
        { of: "of it memory traffic", gives: seconds(step.memorySeconds) },
        { of: "of it tensor-parallel", gives: seconds(step.tensorSeconds) },
        { of: "of it the bubble", gives: seconds(step.bubbleSeconds) },
        { of: "of it data-parallel", gives: seconds(step.dataSeconds) },
        { of: "MFU", gives: percent(step.mfu) },
      ],
    },
    {
      name: "Matrix products",
      by: [defaultEfficiency],
      formula:
        "operations / (peak x share x h / (h + 256))\nshare by accelerator family, the one figure fitted to published runs; pass your own with --utilisation",
      source:
        "fitted to the calibration rows of [proof](proof.md); B200 scaled by the largest measured product (ml-engineering, Maximum Achievable Matmul FLOPS)",
      examples: families.map((name) => {
        const { matmul, calibration } = defaultEfficiency(name);
        return { of: `${name}`, gives: `${percent(matmul)}, ${calibration}` };
      }),
    },
    {
      name: "A step of a CNN or RNN",
      by: [networkStep],
      formula:
        "batch x operations of a sample / (accelerators x peak x share) + 5 x stored activations / memory bandwidth\n+ exposed all-reduce of the gradients\nshare by kind; --utilisation takes that of a whole step, with the traffic in it",
      source: "fitted to the calibration rows of [proof](proof.md), as is; data-parallel only",
      examples: [
        { of: "share of a CNN", gives: percent(NETWORK_MATMUL.cnn) },
        { of: "share of an RNN", gives: percent(NETWORK_MATMUL.rnn) },
        ...networkPredictions().map(({ row: { title }, samplesPerSecond }) => ({
          of: `${title} a second`,
          gives: Math.round(samplesPerSecond).toLocaleString("en-US"),
        })),
      ],
    },
    {
      name: "Pipeline bubble",
      by: [bubbleShare],
      formula: "(p - 1) / (m v)",
      source: "Narayanan et al. 2021, section 2.2",
      examples: [
        { of: "8 stages, 64 micro-batches", gives: percent(bubbleShare({ stages: 8, microBatches: 64 })) },
        {
          of: "the same, interleaved by 4",
          gives: percent(bubbleShare({ stages: 8, microBatches: 64, interleave: 4 })),
        },
      ],
    },
    {
      name: "What communication adds",
      by: [tensorSeconds, expertSeconds, pipelineSeconds, dataParallelSeconds, group],
      formula:
        "max(time x (1 - overlap), time - computation x overlap)\noverlap: data and pipeline 0.8, tensor and expert 0 (assumptions, the same for every accelerator)",
      source: "assumption; ml-engineering, network chapter, for 80% of a link's rate",
      examples: [
        {
          of: "the step above: share of its time that waits",
          gives: percent(
            (step.tensorSeconds + step.dataSeconds + step.pipelineSeconds + step.bubbleSeconds) / step.totalSeconds,
          ),
        },
      ],
    },
  ],
};
