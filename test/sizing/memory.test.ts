import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { publishedMachine, publishedRuns, publishedShape } from "../../catalog/publishedRuns";
import type { Layout, TrainingJob } from "../../sizing/layout";
import { activationMemoryBytes, layerActivationBytes } from "../../sizing/memory/activations";
import { modelStates } from "../../sizing/memory/modelStates";
import { stateBytesPerParameter } from "../../sizing/memory/precision";
import { trainingMemory } from "../../sizing/memory/training";
import { GB } from "../../sizing/units";
import { catalogueShape, gpt } from "./shapes";

describe("bytes a parameter", () => {
  it.each([
    ["adam", "mixed", 16],
    ["adamw", "mixed", 16],
    ["adam", "mixed-fp32-gradients", 18],
    ["adam", "fp32", 16],
    ["sgd", "fp32", 8],
    ["momentum", "fp32", 12],
    ["sgd", "mixed", 8],
    ["momentum", "mixed", 12],
    ["adamw", "bf16", 8],
    ["adamw", "fp8", 18],
    ["adam-8bit", "mixed", 10 + 8 / 2048],
  ] as const)("%s in %s is %f", (optimizer, precision, total) => {
    const { weights, gradients, optimizer: states } = stateBytesPerParameter(optimizer, precision);
    expect(weights + gradients + states).toBe(total);
  });

  it("needs 112 GB for 7 billion parameters with Adam", () => {
    const states = modelStates(7e9, { optimizer: "adam", precision: "mixed", zero: 0, dataParallel: 1 });
    expect((states.weightsBytes + states.gradientsBytes + states.optimizerBytes) / GB).toBe(112);
  });
});

describe("ZeRO, figure 1 and table 1 of the paper: 7.5 billion parameters, Adam", () => {
  it.each([
    [0, 64, 120],
    [1, 64, 31.4],
    [2, 64, 16.6],
    [3, 64, 1.88],
    [1, 4, 52.5],
    [2, 4, 41.3],
    [3, 4, 30],
    [1, 1024, 30.1],
    [2, 1024, 15.1],
    [3, 1024, 0.12],
  ] as const)("stage %i over %i is %f GB", (zero, dataParallel, gigabytes) => {
    const states = modelStates(7.5e9, { optimizer: "adam", precision: "mixed", zero, dataParallel });
    const total = (states.weightsBytes + states.gradientsBytes + states.optimizerBytes) / GB;
    expect(Math.abs(total - gigabytes)).toBeLessThan(0.06);
  });
});

describe("activations of a layer, Korthikanti et al. 2022, table 2", () => {
  const shape = gpt(96, 12288, 96);
  const [s, b, h, a] = [2048, 4, 12288, 96];
  const setting = {
    sequence: s,
    microBatch: b,
    tensorParallel: 1,
    recomputation: "none" as const,
    fusedAttention: false,
  };

  it("is s b h (34 + 5 a s / h) without parallelism", () => {
    expect(layerActivationBytes(shape, setting)).toBe(s * b * h * (34 + (5 * a * s) / h));
  });

  it("is s b h (10 + 24/t + 5 a s / (h t)) with tensor parallelism", () => {
    const t = 8;
    const bytes = layerActivationBytes(shape, { ...setting, tensorParallel: t });
    expect(bytes).toBeCloseTo(s * b * h * (10 + 24 / t + (5 * a * s) / (h * t)), 0);
  });

  it("is s b h / t (34 + 5 a s / h) with sequence parallelism too", () => {
    const t = 8;
    const bytes = layerActivationBytes(shape, { ...setting, tensorParallel: t, sequenceParallel: true });
    expect(bytes).toBeCloseTo(((s * b * h) / t) * (34 + (5 * a * s) / h), 0);
  });

  it("is 34 s b h / t when the attention's core is computed again", () => {
    const selective = { ...setting, tensorParallel: 8, sequenceParallel: true, recomputation: "selective" as const };
    expect(layerActivationBytes(shape, selective)).toBeCloseTo((34 * s * b * h) / 8, 0);
  });

  it("is 2 s b h when the layer is computed again", () => {
    expect(layerActivationBytes(shape, { ...setting, recomputation: "full" })).toBe(2 * s * b * h);
  });

  it("writes no scores with a fused kernel", () => {
    expect(layerActivationBytes(shape, { ...setting, fusedAttention: true })).toBe(34 * s * b * h);
  });

  it("holds as many micro-batches on the first stage as there are stages, and more when interleaved", () => {
    const pipeline = { ...setting, pipelineParallel: 8, microBatches: 32 };
    const layer = layerActivationBytes(shape, setting);
    expect(activationMemoryBytes(shape, pipeline)).toBe(96 * layer);
    expect(activationMemoryBytes(shape, { ...pipeline, interleave: 3 })).toBeCloseTo(96 * layer * (1 + 7 / 24), 0);
  });
});

describe("what fitted and what did not", () => {
  it.each(publishedRuns().memory.map((fit) => [fit.id, fit] as const))("%s", (_, fit) => {
    const job: TrainingJob = { ...fit, shape: publishedShape(fit) };
    const memory = trainingMemory(job, fit.layout);
    expect(memory.totalBytes <= publishedMachine(fit).memoryGB * GB).toBe(fit.fits);
    if (fit.measuredGB !== undefined) expect(memory.totalBytes / GB / fit.measuredGB).toBeGreaterThan(0.87);
    if (fit.measuredGB !== undefined) expect(memory.totalBytes / GB / fit.measuredGB).toBeLessThan(1.15);
  });

  it("holds both fits and failures on 80 GB", () => {
    const onEighty = publishedRuns().memory.filter((fit) => publishedMachine(fit).memoryGB === 80);
    expect(onEighty.filter((fit) => fit.fits).length).toBeGreaterThanOrEqual(10);
    expect(onEighty.filter((fit) => !fit.fits).length).toBeGreaterThanOrEqual(4);
  });
});

describe("properties of memory", () => {
  const job: TrainingJob = {
    shape: catalogueShape("llama-3-8b"),
    sequence: 4096,
    globalBatch: 512,
    optimizer: "adamw",
    precision: "mixed",
  };
  const layouts = fc.record({
    dataParallel: fc.constantFrom(1, 2, 4, 8, 16),
    tensorParallel: fc.constantFrom(1, 2, 4, 8),
    pipelineParallel: fc.constantFrom(1, 2, 4),
    zero: fc.constantFrom(0, 1, 2, 3),
    microBatch: fc.constantFrom(1, 2, 4),
    recomputation: fc.constantFrom("none", "selective", "full"),
  }) as fc.Arbitrary<Layout>;

  it("more replicas never need more on each", () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const more = trainingMemory(job, { ...layout, dataParallel: layout.dataParallel * 2 });
        return more.totalBytes <= trainingMemory(job, layout).totalBytes + (layout.zero === 3 ? 2 * GB : 1);
      }),
    );
  });

  it("a higher ZeRO stage, more tensor parallelism and recomputation never need more states or activations", () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const now = trainingMemory(job, layout);
        const wider = trainingMemory(job, { ...layout, tensorParallel: layout.tensorParallel * 2 });
        const staged = trainingMemory(job, { ...layout, zero: layout.zero === 0 ? 1 : layout.zero });
        return (
          wider.totalBytes <= now.totalBytes &&
          staged.optimizerBytes <= now.optimizerBytes &&
          trainingMemory(job, { ...layout, microBatch: layout.microBatch * 2 }).activationsBytes >= now.activationsBytes
        );
      }),
    );
  });
});
