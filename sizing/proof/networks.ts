import { type PublishedNetwork, publishedMachine, publishedRuns } from "../../catalog/publishedRuns";
import { trainingFlopsPerSample } from "../flops/transformer";
import { type CnnLayer, type CnnShape, cnnCost } from "../parameters/cnn";
import { type RnnShape, rnnCost } from "../parameters/rnn";
import { type NetworkCost, networkStep } from "../planner/network";
import { defaultEfficiency, NETWORK_MATMUL } from "../step/efficiency";
import { publishedNode } from "./predictions";

/** A published network beside what the formulas say of it. The error is of time, as of the runs. */
export interface NetworkPrediction {
  row: PublishedNetwork;
  samplesPerSecond: number;
  /** Share of the peak that the published rate is of the network's own operations. */
  publishedShareOfPeak: number;
  error: number;
}

/** All published networks, with our defaults. */
export function networkPredictions(): NetworkPrediction[] {
  return publishedRuns().networks.map((row) => {
    const { samplesPerSecond: published, accelerators } = row;
    const { cost, node, batch, seconds } = stepOf(row);
    const samplesPerSecond = batch / Object.values(seconds).reduce((sum, part) => sum + part, 0);
    return {
      row,
      samplesPerSecond,
      publishedShareOfPeak: (published * cost.flopsPerSample) / (accelerators * node.peakFlopsPerSecond.bf16),
      error: published / samplesPerSecond - 1,
    };
  });
}

/** The share of the peak at which matrix products and the traffic take just what was published: what made `NETWORK_MATMUL`. */
export function fittedShare(row: PublishedNetwork): number {
  const { batch, seconds } = stepOf(row);
  const { operations, ...rest } = seconds;
  const atDefault = NETWORK_MATMUL[kindOf(row)];
  const left = batch / row.samplesPerSecond - Object.values(rest).reduce((sum, part) => sum + part, 0);
  return (atDefault * operations) / left;
}

const kindOf = ({ network }: PublishedNetwork) => (network === "gnmt" ? "rnn" : "cnn");

function stepOf(row: PublishedNetwork) {
  const cost = NETWORKS[row.network];
  const node = { ...publishedNode(row), acceleratorsPerNode: row.accelerators };
  const batch = row.batchPerAccelerator * row.accelerators;
  const efficiency = defaultEfficiency(publishedMachine(row).accelerator);
  const step = { network: { kind: kindOf(row) }, batch, precision: row.precision } as const;
  return { cost, node, batch, seconds: networkStep(step, cost, 1, { node, efficiency }) };
}

/** Three convolutions whose input is added to what they give; the first block of a stage halves the picture. */
function bottleneck(width: number, stride: number, projected: boolean): CnnLayer {
  const convolution = (outChannels: number, kernel: number, step = 1): CnnLayer => ({
    ...{ kind: "convolution", outChannels, kernel, stride: step, batchNorm: true },
  });
  return {
    kind: "residual",
    // Version 1.5 halves in the convolution of three by three.
    layers: [convolution(width, 1), convolution(width, 3, stride), convolution(4 * width, 1)],
    ...(projected && { projection: convolution(4 * width, 1, stride) }),
  };
}

/** He et al. 2015 (arXiv 1512.03385), table 1, 50 layers, on pictures of 224 by 224. */
export const RESNET_50: CnnShape = {
  ...{ channels: 3, height: 224, width: 224 },
  layers: [
    { kind: "convolution", outChannels: 64, kernel: 7, stride: 2, batchNorm: true },
    { kind: "pool", kernel: 3, stride: 2, padding: 1 },
    ...[3, 4, 6, 3].flatMap((blocks, stage) =>
      Array.from({ length: blocks }, (_, block) =>
        bottleneck(64 * 2 ** stage, stage > 0 && block === 0 ? 2 : 1, block === 0),
      ),
    ),
    { kind: "global-pool" },
    { kind: "linear", outFeatures: 1000 },
  ],
};

const lstm = (layers: number, input: number, more: Partial<RnnShape> = {}): RnnShape => ({
  ...{ cell: "lstm", layers, input, hidden: 1024, ...more },
});

/**
 * GNMT v2 as NVIDIA's README describes it: an encoder of four layers, the first in both directions; a decoder of four, whose later
 * layers also read the attention's context, and a projection to 32,320 words. Half of the tokens go through each. Attention is left out.
 */
const GNMT: RnnShape[] = [
  ...[lstm(1, 1024, { bidirectional: true }), lstm(1, 2048), lstm(2, 1024)],
  ...[lstm(1, 2048), lstm(2, 2048), lstm(1, 2048, { vocabulary: 32_320 })],
];

const NETWORKS: Record<PublishedNetwork["network"], NetworkCost> = {
  "resnet-50": costOf(cnnCost(RESNET_50)),
  gnmt: GNMT.map(rnnCost).reduce<NetworkCost>(
    (sum, { parameters, forwardFlopsPerToken, activationsPerToken }) => ({
      parameters: sum.parameters + parameters,
      flopsPerSample: sum.flopsPerSample + trainingFlopsPerSample(forwardFlopsPerToken) / 2,
      activationsPerSample: sum.activationsPerSample + activationsPerToken / 2,
    }),
    { parameters: 0, flopsPerSample: 0, activationsPerSample: 0 },
  ),
};

function costOf({ parameters, forwardFlopsPerSample, activationsPerSample }: ReturnType<typeof cnnCost>): NetworkCost {
  return { parameters, flopsPerSample: trainingFlopsPerSample(forwardFlopsPerSample), activationsPerSample };
}
