import { describe, expect, it } from "vitest";
import { plannedRuns, type StatedTraining } from "../../../plan/cost/runs";
import { renderBill } from "../../../plan/render/billTable";
import { size } from "../../../sizing/planner/size";
import { instancePrice, nodeGroup, planned } from "./resources";

const pretrain: StatedTraining = {
  name: "pretrain",
  pool: "train",
  nodes: 4,
  instanceType: "p5en.48xlarge",
  optimizer: "adamw",
  strategy: { tensor: 8 },
  trains: { model: "llama-3-8b", tokens: "100B" },
};
const plan = planned([nodeGroup("train", "p5en.48xlarge", [4, 4, 4])], { discounts: { compute: "20%" } });
const runs = (over: Partial<StatedTraining> = {}) =>
  plannedRuns([{ ...pretrain, ...over }], "us-east-1", { lines: plan.bill.lines, resources: plan.resources })[0];

describe("a planned training run", () => {
  it("takes what sizing says of its nodes and strategy, at what the pool's hour costs you", () => {
    const { answer } = size(
      {
        model: "llama-3-8b",
        tokens: 100e9,
        nodes: 4,
        instanceTypes: ["p5en.48xlarge"],
        prefer: "time",
        allowed: ({ tensorParallel }) => tensorParallel === 8,
      },
      "us-east-1",
    );
    const { days = NaN, nodeHours = NaN, usd = NaN, minimumUSD = NaN, maximumUSD = NaN } = runs() ?? {};
    expect(days).toBeCloseTo(answer.ranked[0]?.days ?? NaN, 9);
    expect(nodeHours).toBeCloseTo(4 * 24 * days, 6);
    expect(usd).toBeCloseTo(nodeHours * instancePrice("p5en.48xlarge") * 0.8, 4);
    expect(minimumUSD).toBeLessThan(usd);
    expect(maximumUSD).toBeGreaterThan(usd);
  });

  it("costs more for more tokens, and has no price where its pool has none", () => {
    expect(runs({ trains: { model: "llama-3-8b", tokens: "200B" } })?.usd).toBeGreaterThan(1.9 * (runs()?.usd ?? NaN));
    expect(runs({ pool: "other" })).toMatchObject({ workload: "pretrain", days: expect.any(Number) as number });
    expect(runs({ pool: "other" })).not.toHaveProperty("usd");
  });

  it("says why where nothing runs, and stands in the bill", () => {
    expect(runs({ nodes: 1, trains: { model: "llama-3-405b", tokens: "1T" } })?.reason).toMatch(/does not fit by/);
    expect(runs({ trains: { model: "llama-9", tokens: "1T" } })?.reason).toBe("the catalogue has no model llama-9");
    const text = renderBill({ ...plan, bill: { ...plan.bill, runs: [runs() ?? []].flat() } }, "concern", {
      colour: false,
      width: 200,
    });
    expect(text).toMatch(/pretrain {2}llama-3-8b, 100B tokens, 4 nodes {2}\d+\.\d days {2}\$[\d,.]+, from \$/);
  });
});
