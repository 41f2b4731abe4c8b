import { describe, expect, it } from "vitest";
import { findModel, modelNames } from "../../catalog/models";
import { type CnnLayer, cnnCost } from "../../sizing/parameters/cnn";
import { rnnCost } from "../../sizing/parameters/rnn";
import { transformerParameters } from "../../sizing/parameters/transformer";

function parameters(name: string) {
  const model = findModel(name);
  if (!model) throw new Error(`no model ${name}`);
  return transformerParameters(model.shape);
}

describe("parameters of Transformers, exactly as published", () => {
  it.each([
    ["llama-2-7b", 6_738_415_616], // llama-cookbook issue 413 prints it
    ["llama-2-13b", 13_015_864_320],
    ["llama-2-70b", 68_976_648_192],
    ["llama-3-8b", 8_030_261_248],
    ["llama-3-70b", 70_553_706_496],
    ["llama-3-405b", 405_853_388_800],
    ["mixtral-8x7b", 46_702_792_704],
    ["bloom-176b", 176_247_271_424], // the paper rounds to 176,247M
    ["mpt-7b", 6_649_286_656],
  ])("%s has %i", (name, total) => {
    expect(parameters(name).total).toBe(total);
  });

  it("counts GPT-3 as 174.6 billion (Narayanan et al. 2021, table 2)", () => {
    expect(parameters("gpt-3-175b").total / 1e9).toBeCloseTo(174.6, 1);
  });

  it("counts GPT-NeoX-20B as its card does, less the copies that two tensor-parallel members keep", () => {
    // Norms (4 h a layer, 2 h at the end) and the biases after row-parallel products (2 h a layer) are on both members.
    const copies = (44 * 6 + 2) * 6144;
    expect(parameters("gpt-neox-20b").total).toBe(20_556_201_984 - copies);
  });

  it("follows 12 l h^2 (1 + 13/12h + (V + s)/12lh) of Narayanan et al. 2021, equation 2", () => {
    const [l, h, v, s] = [128, 25600, 51200, 2048];
    const { total } = transformerParameters({
      layers: l,
      hidden: h,
      heads: 160,
      kvHeads: 160,
      ffn: 4 * h,
      gated: false,
      vocabulary: v,
      tiedEmbeddings: true,
      biases: true,
      norm: "layer",
      learnedPositions: s,
    });
    const formula = 12 * l * h ** 2 * (1 + 13 / (12 * h) + (v + s) / (12 * l * h));
    expect(total - formula).toBeCloseTo(2 * h, -3); // the last norm, which the formula leaves out
    expect(total / 1e9).toBeCloseTo(1008, 0);
  });

  it("visits two of Mixtral's eight experts: 12.9 billion parameters a token", () => {
    expect(parameters("mixtral-8x7b").active / 1e9).toBeCloseTo(12.88, 2);
  });

  it("visits everything in a dense model", () => {
    for (const name of modelNames().filter((name) => name !== "mixtral-8x7b"))
      expect(parameters(name).active).toBe(parameters(name).total);
  });
});

describe("parameters of convolutional networks", () => {
  it("counts LeNet-5 as 61,706 (LeCun et al. 1998, with full connections)", () => {
    const layers: CnnLayer[] = [
      { kind: "convolution", outChannels: 6, kernel: 5, padding: 2, bias: true },
      { kind: "pool", kernel: 2, stride: 2 },
      { kind: "convolution", outChannels: 16, kernel: 5, padding: 0, bias: true },
      { kind: "pool", kernel: 2, stride: 2 },
      { kind: "linear", outFeatures: 120 },
      { kind: "linear", outFeatures: 84 },
      { kind: "linear", outFeatures: 10 },
    ];
    const cost = cnnCost({ channels: 1, height: 28, width: 28, layers });
    expect(cost.parameters).toBe(61_706);
    expect(cost.forwardFlopsPerSample).toBe(2 * 416_520);
  });

  it("counts ResNet-50 as 25,557,032 and 4.1 billion multiply-accumulates (torchvision)", () => {
    const cost = cnnCost({ channels: 3, height: 224, width: 224, layers: resnet50() });
    expect(cost.parameters).toBe(25_557_032);
    expect(cost.forwardFlopsPerSample / 2 / 1e9).toBeCloseTo(4.09, 2);
  });

  it("refuses a kernel larger than its input", () => {
    const layers: CnnLayer[] = [{ kind: "pool", kernel: 8, stride: 1 }];
    expect(() => cnnCost({ channels: 1, height: 4, width: 4, layers })).toThrow(RangeError);
  });
});

describe("parameters of recurrent networks", () => {
  it("counts an LSTM as PyTorch does: 4 h (i + h + 2)", () => {
    expect(rnnCost({ cell: "lstm", layers: 1, input: 10, hidden: 20 }).parameters).toBe(4 * 20 * (10 + 20 + 2));
  });

  it("feeds both directions to the next layer", () => {
    const { parameters } = rnnCost({ cell: "gru", layers: 2, input: 10, hidden: 20, bidirectional: true });
    expect(parameters).toBe(2 * 3 * 20 * (10 + 20 + 2) + 2 * 3 * 20 * (40 + 20 + 2));
  });

  it("adds the embedding and the output of a language model", () => {
    const plain = rnnCost({ cell: "rnn", layers: 1, input: 64, hidden: 128 });
    const language = rnnCost({ cell: "rnn", layers: 1, input: 64, hidden: 128, vocabulary: 1000 });
    expect(language.parameters - plain.parameters).toBe(1000 * 64 + 1000 * 128 + 1000);
    expect(language.forwardFlopsPerToken - plain.forwardFlopsPerToken).toBe(2 * 1000 * 128);
  });
});

function resnet50(): CnnLayer[] {
  const convolution = (outChannels: number, kernel: number, stride = 1): CnnLayer => ({
    kind: "convolution",
    outChannels,
    kernel,
    stride,
    batchNorm: true,
  });
  const block = (width: number, stride: number, project: boolean): CnnLayer => ({
    kind: "residual",
    layers: [convolution(width, 1), convolution(width, 3, stride), convolution(4 * width, 1)],
    ...(project && { projection: convolution(4 * width, 1, stride) }),
  });
  const stage = (width: number, blocks: number, stride: number): CnnLayer[] =>
    Array.from({ length: blocks }, (_, index) => block(width, index === 0 ? stride : 1, index === 0));
  return [
    convolution(64, 7, 2),
    { kind: "pool", kernel: 3, stride: 2, padding: 1 },
    ...stage(64, 3, 1),
    ...stage(128, 4, 2),
    ...stage(256, 6, 2),
    ...stage(512, 3, 2),
    { kind: "global-pool" },
    { kind: "linear", outFeatures: 1000 },
  ];
}
