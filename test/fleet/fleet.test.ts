import { describe, expect, it } from "vitest";
import { roomFor } from "../../regions/addresses";
import type { Claims } from "../../fleet/claims";
import { fleetOf, type FleetRow, type PlannedStack } from "../../fleet/fleet";
import type { Outcome } from "../../fleet/pool";
import { renderFleet } from "../../fleet/render";
import type { RegionOverview } from "../../regions/overview";

const stack = (name: string, cidr: string, priced = true): RegionOverview => ({
  stack: name,
  region: "us-east-1",
  environment: "production",
  kubernetes: "1.35",
  cidr,
  zones: [],
  pools: [],
  resources: 1,
  fingerprint: "0",
  verdict: "pass",
  findings: 0,
  bill: {
    priced,
    monthlyUSD: 100,
    maximumMonthlyUSD: 100,
    budgetMonthlyUSD: 200,
    concerns: {},
    notPriced: 0,
  },
  errors: [],
});

const outcome = (row: FleetRow): Outcome<PlannedStack> =>
  "failure" in row ? row : { stack: row.stack, result: { overview: row, claims: claims(row.stack) } };

const claims = (stack: string, over: Partial<Claims> = {}): Claims => ({
  ...{ stack, kind: "Region", names: [], references: [] },
  ...over,
});

describe("the fleet", () => {
  const render = (...rows: FleetRow[]) => renderFleet(fleetOf(rows.map(outcome)), { colour: false, width: 120 });

  it("adds up what is known, and says what is not", () => {
    const text = render(stack("a", "10.16.0.0/16"), stack("b", "10.17.0.0/16", false), {
      stack: "c",
      failure: "c.yaml:1:1: no",
    });
    expect(text).toMatch(/^Bill {2}\$100\.00 a month, 50% of the budgets, without 2 stacks whose price is not known$/m);
    expect(text).toMatch(/^No plan {2}1 stack\n {2}c {2}c\.yaml:1:1: no$/m);
    expect(text).toMatch(
      /^Addresses {2}no overlap; room for 333 more networks of \/16, without 1 stack whose network is not known$/m,
    );
  });

  it("names the stacks whose networks overlap", () => {
    expect(render(stack("a", "10.16.0.0/16"), stack("b", "10.16.128.0/20"))).toContain(
      "a (10.16.0.0/16) and b (10.16.128.0/20)",
    );
    expect(
      fleetOf([stack("a", "10.16.0.0/16"), stack("b", "10.16.0.0/16")].map(outcome)).addresses.overlapping,
    ).toHaveLength(1);
  });

  it("counts what sites have, and what a Backbone keeps for each region", () => {
    const ranges = {
      sites: [{ cidr: "10.17.0.0/20", by: "hq of backbone" }],
      kept: [
        { cidr: "10.16.0.0/15", by: "us-east-1 production" },
        { cidr: "10.64.0.0/14", by: "us-east-1 development" },
      ],
    };
    const { cidr: _, ...backbone } = stack("backbone", "");
    const rows = [{ ...backbone, ranges }, stack("a", "10.16.0.0/16"), stack("b", "10.17.0.0/16")];
    const { addresses } = fleetOf(rows.map(outcome));
    expect(addresses.overlapping.map((pair) => pair.map(({ by }) => by).sort())).toEqual([["b", "hq of backbone"]]);
    expect(addresses.kept.map(({ room }) => room)).toEqual([0, 4]);
    expect(render(...rows)).toMatch(
      /us-east-1 production +10\.16\.0\.0\/15 +full\n +us-east-1 development +10\.64\.0\.0\/14 +room for 4 more/,
    );
  });

  it("says what two stacks share that should not", () => {
    const names = ["cluster one in us-east-1"];
    const outcomes = [stack("a", "10.16.0.0/16"), stack("b", "10.17.0.0/16")].map((row) => ({
      ...{ stack: row.stack, result: { overview: row, claims: claims(row.stack, { names }) } },
    }));
    const fleet = fleetOf(outcomes);
    expect(fleet.verdict).toBe("fail");
    expect(renderFleet(fleet, { colour: false, width: 120 })).toMatch(
      /^Shared {2}1 thing[\s\S]*\n {2}cluster one in us-east-1 {2}a, b\n/m,
    );
  });

  it("says how to see what is to mend", () => {
    expect(render({ ...stack("a", "10.16.0.0/16"), verdict: "fail", findings: 2 })).toMatch(
      /^To mend {2}1 stack\n {2}a {2}2 findings: aidc plan a$/m,
    );
  });

  it("is as bad as the worst of its stacks, or as two that overlap", () => {
    const fine = stack("a", "10.16.0.0/16");
    const other = stack("b", "10.17.0.0/16");
    const verdict = (...rows: FleetRow[]) => fleetOf(rows.map(outcome)).verdict;
    expect(verdict(fine, other)).toBe("pass");
    expect(verdict(fine, { ...other, cidr: fine.cidr })).toBe("fail");
    expect(verdict(fine, { ...other, verdict: "fail" })).toBe("fail");
    expect(verdict(fine, { ...other, bill: { ...other.bill, monthlyUSD: 201 } })).toBe("fail");
    expect(verdict(fine, { ...other, verdict: "fail", errors: ["the program failed"] })).toBe("error");
    expect(verdict(fine, { stack: "b", failure: "no such region" })).toBe("error");
  });
});

it("counts the room that is left", () => {
  // 256 + 16 + 64 + 1 ranges of /16, less the two of Kubernetes' services.
  expect(roomFor(16, [])).toBe(335);
  expect(roomFor(16, [{ cidr: "10.0.0.0/8", by: "all" }])).toBe(80);
});
