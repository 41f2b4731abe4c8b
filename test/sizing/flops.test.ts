import { describe, expect, it } from "vitest";
import {
  acceleratorHours,
  forwardFlopsPerToken,
  hardwareFlopsPerToken,
  mfu,
  modelFlopsPerToken,
  trainingFlopsPerSample,
} from "../../sizing/flops/transformer";
import { catalogueShape, gpt } from "./shapes";

describe("operations of training", () => {
  it("are 96 B s l h^2 (1 + s/6h + V/16lh) with whole layers recomputed (Narayanan et al. 2021, equation 3)", () => {
    const [l, h, s, v] = [96, 12288, 2048, 51200];
    const formula = 96 * l * h ** 2 * (1 + s / (6 * h) + v / (16 * l * h));
    // Biases and norms, which the paper leaves out, are a part in ten thousand.
    expect(hardwareFlopsPerToken(gpt(l, h, 96, v), s, "full") / formula).toBeCloseTo(1, 3);
  });

  it("are 72 B s l h^2 (1 + s/6h + V/12lh) without (Korthikanti et al. 2022, appendix A)", () => {
    const [l, h, s, v] = [105, 20480, 2048, 51200];
    const formula = 72 * l * h ** 2 * (1 + s / (6 * h) + v / (12 * l * h));
    expect(modelFlopsPerToken(gpt(l, h, 128, v), s) / formula).toBeCloseTo(1, 3);
  });

  it("add the attention's core, a third of its training, when it alone is recomputed", () => {
    const shape = gpt(96, 12288, 96);
    const { attention } = forwardFlopsPerToken(shape, 2048);
    expect(hardwareFlopsPerToken(shape, 2048, "selective") - modelFlopsPerToken(shape, 2048)).toBe(attention);
  });

  it("are GPT-3's 3.14e23 for 300 billion tokens within 3% (Brown et al. 2020, table D.1, which leaves attention out)", () => {
    const total = 300e9 * modelFlopsPerToken(catalogueShape("gpt-3-175b"), 2048);
    expect(total / 3.14e23).toBeGreaterThan(1);
    expect(total / 3.14e23).toBeLessThan(1.035);
  });

  it("count half of attention for a causal kernel", () => {
    const shape = catalogueShape("llama-3-8b");
    const full = forwardFlopsPerToken(shape, 8192);
    expect(forwardFlopsPerToken(shape, 8192, "causal").attention).toBe(full.attention / 2);
    expect(full.attention).toBe(4 * 32 * 8192 * 4096);
  });

  it("visit only the active experts", () => {
    const shape = catalogueShape("mixtral-8x7b");
    const dense = { ...shape, experts: undefined };
    const two = forwardFlopsPerToken(shape, 4096).layers - forwardFlopsPerToken(dense, 4096).layers;
    expect(two).toBe(2 * 32 * (3 * 4096 * 14336 + 4096 * 8)); // one more expert, and the router
  });

  it("are three forward passes of a network without recomputation", () => {
    expect(trainingFlopsPerSample(8.2e9)).toBeCloseTo(24.6e9, 0);
  });
});

describe("utilisation", () => {
  it("gives back the throughput it was computed from", () => {
    const flops = modelFlopsPerToken(catalogueShape("llama-2-7b"), 4096);
    const run = { modelFlopsPerToken: flops, tokensPerSecond: 3000, accelerators: 1, peakFlopsPerSecond: 312e12 };
    const hours = acceleratorHours({ flops: 3000 * 3600 * flops, peakFlopsPerSecond: 312e12, utilisation: mfu(run) });
    expect(hours).toBeCloseTo(1, 10);
  });

  it("is MosaicML's: 64.23% for 37,130 tokens/s of its 7B on 8 A100", () => {
    const shape = { ...gpt(32, 4096, 32, 50368), learnedPositions: 2048 };
    const reported = mfu({
      modelFlopsPerToken: modelFlopsPerToken(shape, 2048),
      tokensPerSecond: 37_130,
      accelerators: 8,
      peakFlopsPerSecond: 312e12,
    });
    expect(reported).toBeCloseTo(0.6423, 2);
  });
});
