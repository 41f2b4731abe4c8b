import { describe, expect, it } from "vitest";
import { sizeServing } from "../../sizing/planner/serving";
import { renderServing } from "../../sizing/render/serving";

const load = { promptTokens: 1000, answerTokens: 300, requestsPerSecond: 20, firstTokenSeconds: 1, tokenSeconds: 0.05 };

describe("sizing a model to serve", () => {
  const answer = sizeServing({ model: "llama-3-70b", load }, "us-east-1");

  it("ranks by price types that keep the load and the latencies, two replicas at least", () => {
    expect(answer.ranked.length).toBeGreaterThanOrEqual(3);
    const prices = answer.ranked.map(({ monthlyUSD = NaN }) => monthlyUSD);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    for (const row of answer.ranked) {
      expect(row.firstTokenSeconds).toBeLessThanOrEqual(load.firstTokenSeconds);
      expect(row.tokenSeconds).toBeLessThanOrEqual(load.tokenSeconds);
      expect(row.replicas * row.requestsPerSecondPerReplica).toBeGreaterThanOrEqual(load.requestsPerSecond);
      expect(row.replicas).toBeGreaterThanOrEqual(2);
    }
    expect(
      sizeServing({ model: "llama-3-8b", load: { ...load, requestsPerSecond: 0.01 } }, "us-east-1").ranked[0]?.replicas,
    ).toBe(2);
  });

  it("ranks by the time between tokens and by power where asked", () => {
    const by = (prefer: "time" | "energy") => sizeServing({ model: "llama-3-70b", load, prefer }, "us-east-1").ranked;
    const [times, watts] = [by("time").map((row) => row.tokenSeconds), by("energy").map((row) => row.kilowatts ?? NaN)];
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(watts).toEqual([...watts].sort((a, b) => a - b));
  });

  it("says why the rest falls, and gives entries for the stack file", () => {
    expect(answer.fallen.map(({ reason }) => reason).join()).toMatch(/weights and one sequence do not fit/);
    const [best] = answer.ranked;
    expect(answer.chosen).toMatchObject({
      pool: { instanceType: best?.instanceType, nodes: best?.nodes },
      service: { name: "llama-3-70b", accelerators: best?.tensorParallel, replicas: { min: 2, max: best?.replicas } },
    });
    expect(renderServing(answer, { colour: false })).toContain("For the stack file");
    const impossible = sizeServing({ model: "llama-3-405b", load: { ...load, tokenSeconds: 1e-4 } }, "us-east-1");
    expect(impossible.ranked).toEqual([]);
    expect(renderServing(impossible, { colour: false })).toContain("Nothing serves it.");
  });

  it("needs less for smaller weights", () => {
    const small = sizeServing(
      { model: "llama-3-70b", load, precision: { weightBytes: 0.5, cacheBytes: 2 } },
      "us-east-1",
    );
    expect(small.ranked[0]?.monthlyUSD ?? Infinity).toBeLessThanOrEqual(answer.ranked[0]?.monthlyUSD ?? NaN);
  });
});
