import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { findModel } from "../../catalog/models";
import { acceleratorNode } from "../../sizing/accelerator";
import type { Layout } from "../../sizing/layout";
import { trainingMemory } from "../../sizing/memory/training";
import { transformerParameters } from "../../sizing/parameters/transformer";
import { candidateOf } from "../../sizing/planner/candidate";
import { compareOptimizers, compareStrategies } from "../../sizing/planner/compare";
import { fastestLayout } from "../../sizing/planner/fastest";
import { leastMemory, whyNone } from "../../sizing/planner/fitting";
import { RECOMPUTATIONS, cuts, zeroStages } from "../../sizing/planner/layouts";
import { type Offer, offersIn } from "../../sizing/planner/offers";
import { measure, nodeCounts, planTraining } from "../../sizing/planner/plan";
import { UnknownModelError, size } from "../../sizing/planner/size";
import { lustreFor } from "../../sizing/planner/storage";
import { type TrainingWorkload, defaultBatchTokens, jobOf } from "../../sizing/planner/workload";
import { lustreBytesPerSecond } from "../../sizing/input";
import { DEFAULT_RUN } from "../../sizing/reliability/run";
import { sizingChart } from "../../sizing/render/charts";
import { renderPlots } from "../../sizing/render/plots";
import * as stepTimes from "../../sizing/step/stepTime";
import { TIB } from "../../sizing/units";

const DAY = 86_400;
const CONDITIONS = { capacity: { kind: "on-demand" as const }, run: DEFAULT_RUN };

function workload(name: string, changes: Partial<TrainingWorkload> = {}): TrainingWorkload {
  const model = findModel(name);
  if (!model) throw new Error(`no model ${name}`);
  return {
    name,
    shape: model.shape,
    tokens: 1e12,
    sequence: 4096,
    batchTokens: defaultBatchTokens(transformerParameters(model.shape).total),
    optimizer: "adamw",
    precision: "mixed",
    withinSeconds: 30 * DAY,
    ...changes,
  };
}

function offer(instanceType: string): Offer {
  const { offers } = offersIn("us-east-1", [instanceType]);
  if (!offers[0]) throw new Error(`${instanceType} is not offered`);
  return offers[0];
}

/** Every layout under every cut, each timed and weighed. */
function bruteForce(work: TrainingWorkload, { node, efficiency }: Offer, nodes: number) {
  return cuts(work, node, nodes).flatMap(({ cut, globalBatch }) =>
    RECOMPUTATIONS.flatMap((recomputation) =>
      zeroStages(cut).flatMap((zero) => {
        const layout: Layout = { ...cut, zero, recomputation };
        const job = jobOf(work, globalBatch);
        const memory = trainingMemory(job, layout);
        if (memory.totalBytes > node.memoryBytes) return [];
        return { layout, globalBatch, memory, step: stepTimes.stepTime(job, layout, node, efficiency) };
      }),
    ),
  );
}

describe("the fastest layout", () => {
  it.each([
    ["llama-2-7b", "p4d.24xlarge", [1, 2, 3, 4, 6, 8, 16]],
    ["llama-2-13b", "p5.48xlarge", [1, 2, 4, 5, 8, 12]],
    ["llama-3-70b", "p5en.48xlarge", [4, 8, 16, 24, 32]],
    ["mixtral-8x7b", "p5.48xlarge", [2, 4, 8, 16]],
    ["gpt-neox-20b", "p4de.24xlarge", [2, 4, 11, 12]],
  ])("of %s on %s is that of a search of all", (model, type, counts) => {
    const [work, of] = [workload(model), offer(type)];
    for (const nodes of counts) {
      const all = bruteForce(work, of, nodes);
      const fastest = fastestLayout(work, of.node, nodes, of.efficiency);
      expect(fastest?.step.tokensPerSecond ?? -Infinity).toBe(Math.max(...all.map(({ step }) => step.tokensPerSecond)));
    }
  });

  it("of any model, batch, precision and nodes is that of a search of all", () => {
    const one = <T>(...of: T[]) => fc.constantFrom(...of);
    const asked = fc.record({
      model: one("llama-2-7b", "mpt-30b", "llama-2-70b", "mixtral-8x7b", "gpt-3-175b"),
      type: one("g6.48xlarge", "g6e.12xlarge", "p4d.24xlarge", "p5.48xlarge", "trn1.32xlarge"),
      nodes: one(1, 2, 6, 9, 16, 32, 64),
      changes: fc.record({
        batchTokens: one(2 ** 20, 3e6, 2 ** 22),
        sequence: one(1024, 4096, 32768),
        optimizer: one("sgd" as const, "adamw" as const, "adam-8bit" as const),
        precision: one("fp32" as const, "mixed" as const, "fp8" as const),
      }),
    });
    fc.assert(
      fc.property(asked, ({ model, type, nodes, changes }) => {
        const [work, of] = [workload(model, changes), offer(type)];
        const speeds = bruteForce(work, of, nodes).map(({ step }) => step.tokensPerSecond);
        const fastest = fastestLayout(work, of.node, nodes, of.efficiency);
        expect(fastest?.step.tokensPerSecond ?? -Infinity).toBe(Math.max(...speeds));
        const least = leastMemory(work, of.node, nodes)?.totalBytes ?? Infinity;
        expect(least <= of.node.memoryBytes).toBe(fastest !== undefined);
      }),
      { numRuns: 60 },
    );
  });

  it("says by how much the nearest misses where none fits", () => {
    const [work, of] = [workload("llama-3-70b"), offer("p4d.24xlarge")];
    expect(fastestLayout(work, of.node, 1, of.efficiency)).toBeUndefined();
    const stopped = whyNone(work, of.node, 1);
    if (stopped.kind !== "memory") throw new Error("70B with Adam cannot fit on 320 GB");
    const job = jobOf(work, work.batchTokens / work.sequence);
    const total = trainingMemory(job, stopped.layout).totalBytes;
    expect(total - of.node.memoryBytes).toBeCloseTo(stopped.excessBytes, 0);
    const all = cuts(work, of.node, 1).flatMap(({ cut, globalBatch }) =>
      zeroStages(cut).flatMap((zero) =>
        RECOMPUTATIONS.map(
          (recomputation) => trainingMemory(jobOf(work, globalBatch), { ...cut, zero, recomputation }).totalBytes,
        ),
      ),
    );
    expect(total).toBeCloseTo(Math.min(...all), 0);
  });

  it("tells a batch that does not spread from a model that does not fit", () => {
    const [work, of] = [workload("llama-2-7b", { batchTokens: 4 * 4096 }), offer("p4d.24xlarge")];
    expect(fastestLayout(work, of.node, 512, of.efficiency)).toBeUndefined();
    expect(whyNone(work, of.node, 512)).toMatchObject({ kind: "batch", sequences: 4 });
  });
});

describe("the plan", () => {
  const space = { offers: ["p4d.24xlarge", "p5.48xlarge", "p5en.48xlarge"].map(offer), maxNodes: 64 };

  it("is that of a search of every type, count and layout, by price, time and energy", () => {
    const work = workload("llama-2-13b");
    const all = space.offers.flatMap((of) =>
      nodeCounts(work, of, space, CONDITIONS).flatMap((nodes) =>
        bruteForce(work, of, nodes).map((fitting) => candidateOf(work, of, nodes, fitting, CONDITIONS)),
      ),
    );
    const inTime = all.filter(({ run }) => run.wallSeconds <= work.withinSeconds);
    expect(inTime.length).toBeGreaterThan(100);
    for (const prefer of ["price", "time", "energy"] as const) {
      const [best] = planTraining(work, space, prefer, CONDITIONS).ranked;
      expect(best && measure(best, prefer)).toBe(Math.min(...inTime.map((each) => measure(each, prefer))));
    }
  });

  it("keeps its promises: in time, in memory, ranked, every type accounted for", () => {
    const { plan, answer } = size({ model: "llama-3-70b", tokens: 2e12, withinSeconds: 30 * DAY }, "us-east-1");
    expect(answer.ranked.length).toBeGreaterThan(2);
    for (const { days, memoryGB, memoryOfGB } of answer.ranked) {
      expect(days).toBeLessThanOrEqual(30);
      expect(memoryGB).toBeLessThanOrEqual(memoryOfGB);
    }
    const prices = answer.ranked.map(({ usd = NaN }) => usd);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    const seen = [...answer.ranked, ...answer.fallen].map(({ instanceType }) => instanceType).sort();
    expect(seen).toEqual([...new Set(seen)]);
    expect(answer.fallen.find(({ instanceType }) => instanceType === "p5e.48xlarge")?.reason).toBe(
      "not offered in us-east-1",
    );
    expect(answer.fallen.find(({ instanceType }) => instanceType === "g6e.48xlarge")?.reason).toMatch(/^network-bound/);
    const best = plan.ranked[0];
    expect(answer.chosen?.pool.nodes).toBe((best?.nodes ?? 0) + (best?.run.spares ?? 0));
    expect(answer.chosen?.pool.zone).toBe(best?.offer.zones[0]);
  });

  it.each([
    ["llama-3-70b", 2e12, 30, "us-east-1"],
    ["llama-2-34b", 5e10, 7, "us-west-2"],
    ["gpt-3-175b", 5e10, 30, "us-east-1"],
    ["mixtral-8x7b", 1e12, 90, "us-west-2"],
  ])("times few layouts: %s, %d tokens in %d days in %s", (model, tokens, days, region) => {
    const timed = vi.spyOn(stepTimes, "stepTime");
    size({ model, tokens, withinSeconds: days * DAY }, region);
    const times = timed.mock.calls.length;
    timed.mockRestore();
    // Each takes some 4 microseconds of the second that an answer may take.
    expect(times).toBeGreaterThan(1000);
    expect(times).toBeLessThan(35_000);
  });

  it("says what does not fit, what has no price and what is not sold so", () => {
    const reason = (request: Partial<Parameters<typeof size>[0]>, region = "us-east-1") =>
      size({ model: "llama-3-70b", tokens: 1e9, nodes: 1, ...request }, region).answer.fallen[0]?.reason;
    expect(reason({ instanceTypes: ["p4d.24xlarge"] })).toMatch(
      /^does not fit by \d+\.\d GB on an accelerator's 43 GB$/,
    );
    const priceless = { instanceTypes: ["p5e.48xlarge"], nodes: 4 };
    expect(reason(priceless, "us-west-2")).toBe("no price: no source gives a price");
    const spot = { kind: "capacity-block" as const, hourlyFactor: 0.7 };
    expect(reason({ model: "llama-2-7b", instanceTypes: ["g6e.48xlarge"], capacity: spot })).toBe(
      "no price: g6e.48xlarge is not sold as capacity-block",
    );
  });

  it("takes a given utilisation in place of its own, and more of it is never slower", () => {
    const at = (utilisation: number) =>
      size({ model: "llama-2-13b", tokens: 1e12, nodes: 16, instanceTypes: ["p5.48xlarge"], utilisation }, "us-east-1")
        .answer.ranked[0];
    expect(at(0.4)?.mfu).toBe(0.4);
    expect((at(0.2)?.days ?? 0) / (at(0.4)?.days ?? 1)).toBeGreaterThan(1.99);
  });

  it("refuses a model that nobody knows", () => {
    expect(() => size({ model: "llama-9" }, "us-east-1")).toThrow(UnknownModelError);
  });
});

describe("comparisons", () => {
  const work = workload("llama-2-13b", { batchTokens: 2 ** 22 });
  const of = offer("p4d.24xlarge");

  it("of optimizers fit in as many nodes as their bytes need", () => {
    const rows = compareOptimizers(work, of, "price", CONDITIONS, 512);
    const bytes = Object.fromEntries(rows.map(({ optimizer, bytesPerParameter }) => [optimizer, bytesPerParameter]));
    expect(bytes).toMatchObject({ sgd: 8, momentum: 12, adamw: 16 });
    const fewest = rows.map(({ fewestNodes = NaN }) => fewestNodes);
    expect(fewest[0]).toBeLessThanOrEqual(fewest[1] ?? 0);
    expect(fewest[1]).toBeLessThanOrEqual(fewest[2] ?? 0);
  });

  it("of strategies tell why a plain one fails and never beat the planner's own layout", () => {
    const [best] = planTraining(work, { offers: [of], maxNodes: 512 }, "price", CONDITIONS).ranked;
    if (!best) throw new Error("nothing fits");
    const rows = compareStrategies(work, best, CONDITIONS);
    expect(rows.find(({ strategy }) => strategy === "data parallel")?.reason).toMatch(/^does not fit by/);
    const fastest = Math.max(...rows.map(({ run }) => run?.tokensPerSecond ?? 0));
    expect(fastest).toBe(best.tokensPerSecond);
  });
});

describe("storage", () => {
  it("is a size that FSx for Lustre sells, with the throughput and the room asked for", () => {
    for (const [bytesPerSecond, capacity] of [
      [1e9, 1e12],
      [5e9, 20e12],
      [60e9, 10e12],
    ] as const) {
      const { sizeTiB, throughput } = lustreFor(bytesPerSecond, capacity);
      expect((sizeTiB / 2.4) % 1).toBeCloseTo(0, 6);
      expect(lustreBytesPerSecond(sizeTiB, throughput)).toBeGreaterThanOrEqual(bytesPerSecond);
      expect(sizeTiB * TIB).toBeGreaterThanOrEqual(capacity * 0.999);
    }
  });
});

describe("an accelerator's figures", () => {
  it("are refused where a sheet gives none", () => {
    const types = offersIn("us-east-1", ["g7.48xlarge"]);
    expect(types.offers).toEqual([]);
    expect(types.refused[0]?.reason).toBe("no published BF16 throughput of NVIDIA RTX PRO 4500 Blackwell");
    expect("reason" in acceleratorNode(offer("p5.48xlarge").type)).toBe(false);
  });
});

describe("charts", () => {
  const { answer } = size({ model: "llama-2-13b", tokens: 1e12, instanceTypes: ["p5.48xlarge"] }, "us-east-1");

  it.each(["memory", "time", "frontier", "goodput"] as const)("draw %s as an SVG, the same bytes twice", (chart) => {
    const [first, second] = [sizingChart(answer, chart), sizingChart(answer, chart)];
    expect(first).toMatch(/^<svg [\s\S]*<\/svg>$/);
    expect(first?.length).toBeGreaterThan(1500);
    expect(second).toBe(first);
  });

  it("draw in a terminal", () => {
    if (!answer.chosen) throw new Error("nothing fits");
    const text = renderPlots(answer.chosen);
    for (const title of [
      "Memory of one accelerator",
      "One optimizer step",
      "Price against time",
      "Goodput against nodes",
    ])
      expect(text).toContain(title);
  });
});
