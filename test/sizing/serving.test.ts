import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replicasFor } from "../../sizing/serving/replicas";
import {
  cacheBytesPerToken,
  concurrentSequences,
  decodeSeconds,
  prefillSeconds,
  visitedParameters,
} from "../../sizing/serving/serving";
import { defaultEfficiency } from "../../sizing/step/efficiency";
import { NODE, catalogueShape } from "./shapes";

const BF16 = { weightBytes: 2, cacheBytes: 2 } as const;
const EFFICIENCY = defaultEfficiency("NVIDIA H100");

describe("serving", () => {
  it("keeps 320 KiB a token for Llama 2 and 3 70B, 128 KiB for Llama 3 8B, 512 KiB for Llama 2 7B", () => {
    expect(cacheBytesPerToken(catalogueShape("llama-3-70b"), BF16)).toBe(320 * 1024);
    expect(cacheBytesPerToken(catalogueShape("llama-3-8b"), BF16)).toBe(128 * 1024);
    expect(cacheBytesPerToken(catalogueShape("llama-2-7b"), BF16)).toBe(512 * 1024);
  });

  it("does not fit Llama 3 70B in bf16 on one 80 GB accelerator, and does on four", () => {
    const shape = catalogueShape("llama-3-70b");
    const replica = { memoryBytes: 80e9 };
    expect(concurrentSequences(shape, BF16, 8192, { ...replica, accelerators: 1 })).toBe(0);
    expect(concurrentSequences(shape, BF16, 8192, { ...replica, accelerators: 4 })).toBe(54);
  });

  it("decodes one sequence at the speed of reading the weights", () => {
    const shape = catalogueShape("llama-3-8b");
    const seconds = decodeSeconds(shape, { sequences: 1, tokens: 1 }, BF16, 1, NODE, EFFICIENCY);
    expect(seconds).toBeCloseTo((8.030261248e9 * 2 + 128 * 1024) / (3e12 * 0.8), 9);
  });

  it("reads a prompt at the speed of computing it", () => {
    const shape = catalogueShape("llama-3-8b");
    const seconds = prefillSeconds(shape, 1000, 1, NODE, EFFICIENCY);
    expect(seconds / ((2 * 7.5e9 * 1000) / (1e15 * EFFICIENCY.matmul))).toBeCloseTo(1, 1);
  });

  it("visits more experts with more sequences, all of them in the end", () => {
    const shape = catalogueShape("mixtral-8x7b");
    expect(visitedParameters(shape, 1) / 1e9).toBeCloseTo(12.88, 2);
    expect(visitedParameters(shape, 4)).toBeGreaterThan(2 * visitedParameters(shape, 1));
    expect(visitedParameters(shape, 1000)).toBeCloseTo(46_702_792_704, -2);
  });
});

describe("replicas", () => {
  const load = {
    promptTokens: 1000,
    answerTokens: 300,
    requestsPerSecond: 20,
    firstTokenSeconds: 1,
    tokenSeconds: 0.05,
  };
  const shape = catalogueShape("llama-3-8b");

  it("keep the promised latencies", () => {
    const plan = replicasFor(shape, load, BF16, NODE, EFFICIENCY);
    if ("reason" in plan) throw new Error(plan.reason);
    expect(plan.firstTokenSeconds).toBeLessThanOrEqual(load.firstTokenSeconds);
    expect(plan.tokenSeconds).toBeLessThanOrEqual(load.tokenSeconds);
    expect(plan.replicas * plan.requestsPerSecondPerReplica).toBeGreaterThan(load.requestsPerSecond);
  });

  it("never fall with more requests", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (few, more) => {
        const nodes = (requestsPerSecond: number) => {
          const plan = replicasFor(shape, { ...load, requestsPerSecond }, BF16, NODE, EFFICIENCY);
          return "nodes" in plan ? plan.nodes : Infinity;
        };
        return nodes(few) <= nodes(few + more);
      }),
      { numRuns: 30 },
    );
  });

  it("say why nothing serves the load", () => {
    const plan = replicasFor(catalogueShape("llama-3-405b"), load, BF16, NODE, EFFICIENCY);
    expect(plan).toMatchObject({ reason: expect.stringContaining("do not fit") as string });
    const fast = replicasFor(shape, { ...load, tokenSeconds: 0.0001 }, BF16, NODE, EFFICIENCY);
    expect(fast).toMatchObject({ reason: expect.stringContaining("a token takes") as string });
  });
});
