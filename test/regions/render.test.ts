import { describe, expect, it } from "vitest";
import type { RegionOverview } from "../../regions/overview";
import { renderComparison, renderList } from "../../regions/render";

const options = { colour: false, width: 120 };

const virginia: RegionOverview = {
  stack: "us-east-1",
  region: "us-east-1",
  environment: "production",
  kubernetes: "1.35",
  cidr: "10.16.0.0/16",
  zones: ["use1-az2", "use1-az4"],
  pools: [
    { name: "train", types: ["p5en.48xlarge"], accelerator: "NVIDIA H200", from: 32, to: 32 },
    { name: "serve", types: ["g6e.12xlarge"], accelerator: "NVIDIA L40S", from: 8, to: 32 },
    { name: "burst", types: ["g6e.12xlarge"], accelerator: "NVIDIA L40S", from: 0, to: 16 },
  ],
  resources: 363,
  fingerprint: "0",
  verdict: "pass",
  findings: 0,
  bill: {
    priced: true,
    monthlyUSD: 2000,
    maximumMonthlyUSD: 3000,
    budgetMonthlyUSD: 4000,
    concerns: { compute: 1900, network: 100 },
    notPriced: 2,
  },
  errors: [],
};
const frankfurt: RegionOverview = {
  ...virginia,
  stack: "frankfurt",
  region: "eu-central-1",
  verdict: "fail",
  findings: 3,
  bill: { ...virginia.bill, priced: false, monthlyUSD: 0, maximumMonthlyUSD: 0, concerns: {}, notPriced: 90 },
};

describe("region list", () => {
  it("adds a stack's accelerators up, and shows no sum where there are no prices", () => {
    const [, first, second] = renderList([virginia, frankfurt], options).split("\n");
    expect(first?.trim().split(/ {2,}/)).toEqual([
      ...["us-east-1", "us-east-1", "production", "32 × NVIDIA H200, 8–48 × NVIDIA L40S", "pass", "$2,000.00", "50%"],
    ]);
    expect(second).toMatch(/fail, 3 +no prices +–$/);
  });
});

describe("region compare", () => {
  it("says what differs, with the difference of the bills", () => {
    const ohio = {
      ...virginia,
      stack: "ohio",
      bill: { ...virginia.bill, monthlyUSD: 1500, concerns: { compute: 1500 } },
    };
    const text = renderComparison(virginia, ohio, options);
    expect(text).toMatch(/a month +\$2,000\.00 +\$1,500\.00 +−\$500\.00/);
    expect(text).toMatch(/network +\$100\.00 +\$0\.00 +−\$100\.00/);
    expect(text).toMatch(/train +32 × NVIDIA H200 \(p5en\.48xlarge\) +32 ×/);
    expect(text).not.toContain("no prices");
  });

  it("compares no sums with a region whose prices are not known, and says how to get them", () => {
    const text = renderComparison(virginia, frankfurt, options);
    expect(text).toMatch(/a month +\$2,000\.00 +–$/m);
    expect(text).toContain("aidc catalog refresh eu-central-1 --prices --write");
  });
});
