import { describe, expect, test } from "vitest";
import { describeType } from "../../catalog/describe";
import { findInstanceType, instanceTypeNames } from "../../catalog/instanceTypes";
import { maxPods } from "../../catalog/pods";

describe("describeType", () => {
  test("tells cards in runs, the fabric's interfaces, levels and what the catalogue lacks", () => {
    expect(describeType("p6-b300.48xlarge")).toMatchObject({
      network: {
        cards: ["card 0: 4 interfaces (ENA)", "cards 1 to 16: 4 interfaces (ENA, EFA, EFA-only)"],
        fabric: { efaInterfaces: 16, addressesPerNode: 33 },
      },
      pods: 250,
      offered: { "us-west-2": { onDemand: expect.stringMatching(/^\$142\.416 an hour \(.*skypilot/) as string } },
    });
    // Sold in blocks only.
    expect(describeType("p5e.48xlarge")).toMatchObject({
      offered: { "us-west-2": { onDemand: "no source gives a price" } },
    });
    expect(describeType("g6e.48xlarge")).toMatchObject({
      fabricTest: expect.stringMatching(/^nobody published/) as string,
    });
    expect(describeType("p9.48xlarge")).toBeUndefined();
  });

  test("tells what a block costs where AWS sells them, and a part of a GPU as one accelerator", () => {
    expect(describeType("p5en.48xlarge")).toMatchObject({
      offered: {
        "us-east-2": { capacityBlock: expect.stringMatching(/^\$63.16 an hour \(.*2026-10-09\)$/) as string },
        "eu-north-1": { capacityBlock: "no source gives a price" },
      },
    });
    expect(describeType("g6f.large")).toMatchObject({ accelerator: { name: "NVIDIA L4 3GB", count: 1 } });
    expect(describeType("g6f.large")).not.toHaveProperty("offered.us-east-1.capacityBlock");
  });

  test("has a source for every type", () => {
    for (const name of instanceTypeNames()) expect(describeType(name)?.sources, name).not.toEqual([]);
  });
});

test.each([
  ["g6.xlarge", 110],
  ["p5.48xlarge", 250],
])("%s takes %d pods", (name, pods) => {
  const type = findInstanceType(name);
  expect(type && maxPods(type)).toBe(pods);
});
