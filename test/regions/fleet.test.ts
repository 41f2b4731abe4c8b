import { describe, expect, it } from "vitest";
import { roomFor } from "../../regions/addresses";
import { addressesOf, type FleetRow } from "../../regions/fleet";
import { renderFleet } from "../../regions/renderFleet";

const stack = (name: string, cidr: string, priced = true): FleetRow => ({
  stack: name,
  region: "us-east-1",
  environment: "production",
  kubernetes: "1.35",
  cidr,
  zones: [],
  pools: [],
  resources: 1,
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

describe("the fleet", () => {
  const render = (...rows: FleetRow[]) => renderFleet(rows, addressesOf(rows), { colour: false, width: 120 });

  it("adds up what is known, and says what is not", () => {
    const text = render(stack("a", "10.16.0.0/16"), stack("b", "10.17.0.0/16", false), {
      stack: "c",
      failure: "c.yaml:1:1: no",
    });
    expect(text).toMatch(/^Bill {2}\$100\.00 a month, without 1 stack in regions whose prices are not known$/m);
    expect(text).toMatch(/^No plan {2}1 stack\n {2}c {2}c\.yaml:1:1: no$/m);
    expect(text).toMatch(/^Addresses {2}no overlap; room for 333 more networks of \/16$/m);
  });

  it("names the stacks whose networks overlap", () => {
    const text = render(stack("a", "10.16.0.0/16"), stack("b", "10.16.128.0/20"));
    expect(text).toContain("a (10.16.0.0/16) and b (10.16.128.0/20)");
    expect(addressesOf([stack("a", "10.16.0.0/16"), stack("b", "10.16.0.0/16")]).overlapping).toHaveLength(1);
  });
});

it("counts the room that is left", () => {
  // 256 + 16 + 64 + 1 ranges of /16, less the two of Kubernetes' services.
  expect(roomFor(16, [])).toBe(335);
  expect(roomFor(16, [{ cidr: "10.0.0.0/8", by: "all" }])).toBe(80);
});
