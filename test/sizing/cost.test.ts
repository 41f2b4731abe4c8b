import { describe, expect, it } from "vitest";
import { carbonKg, energy } from "../../sizing/energy";
import { inputPipeline, lustreBytesPerSecond, s3RequestsPerSecond } from "../../sizing/input";
import { blockDays, runPrice } from "../../sizing/price";

describe("energy", () => {
  it("is Llama 2's: 1,720,320 A100 hours at 400 W are 688 MWh, 291 t at the card's 0.4235 kg/kWh", () => {
    const run = { acceleratorWatts: 400, accelerators: 1, acceleratorLoad: 1, nodes: 1, nodeOverheadWatts: 0, pue: 1 };
    const { kWh } = energy(run, 1_720_320 * 3600);
    expect(kWh).toBeCloseTo(688_128, 0);
    expect(carbonKg(kWh, 62_440 / (368_640 * 0.4)) / 1000).toBeCloseTo(291.42, 0); // intensity from the 13B row
  });

  it("counts the node and the building", () => {
    const { watts } = energy({ acceleratorWatts: 700, accelerators: 8, nodes: 1 }, 3600);
    expect(watts).toBeCloseTo((8 * 700 * 0.85 + 3000) * 1.14, 9);
  });
});

describe("price", () => {
  it("rounds a capacity block up to whole days, to weeks after 14, and refuses more than 182", () => {
    expect([1, 14, 14.1, 21, 22].map((days) => blockDays(days * 86_400))).toEqual([1, 14, 21, 21, 28]);
    expect(() => blockDays(183 * 86_400)).toThrow(RangeError);
  });

  it("prices what is paid, not what is used", () => {
    const twoDaysAndABit = 2.1 * 86_400;
    const onDemand = runPrice(4, twoDaysAndABit, 100, { kind: "on-demand" });
    expect(onDemand.usd).toBeCloseTo(4 * 50.4 * 100, 6);
    const block = runPrice(4, twoDaysAndABit, 100, { kind: "capacity-block", hourlyFactor: 0.8 });
    expect(block.usd).toBeCloseTo(4 * 72 * 80, 6);
  });
});

describe("input pipeline", () => {
  const demand = { samplesPerSecond: 50_000, bytesPerSample: 110_000, nodes: 4 };

  it("needs samples a second times bytes, and says what falls short", () => {
    const lustre = {
      kind: "lustre" as const,
      bytesPerSecond: lustreBytesPerSecond(4.8, 500),
      nodeBytesPerSecond: 10e9,
    };
    const pipeline = inputPipeline(demand, lustre);
    expect(pipeline.neededBytesPerSecond).toBe(5.5e9);
    expect(pipeline.availableBytesPerSecond).toBe(2.4e9);
    expect(pipeline.bottleneck).toBe("source");
    expect(pipeline.satisfied).toBeCloseTo(2.4 / 5.5, 9);
  });

  it("is bound by requests where objects are small, and not where they are packed", () => {
    const s3 = {
      kind: "s3" as const,
      bytesPerSecond: Infinity,
      nodeBytesPerSecond: 10e9,
      requestsPerSecond: s3RequestsPerSecond(1),
    };
    expect(inputPipeline(demand, s3).bottleneck).toBe("requests");
    expect(inputPipeline({ ...demand, samplesPerObject: 1000 }, s3).bottleneck).toBe("none");
  });

  it("is satisfied where nothing is needed", () => {
    const s3 = { kind: "s3" as const, bytesPerSecond: 1, nodeBytesPerSecond: 1 };
    expect(inputPipeline({ ...demand, samplesPerSecond: 0 }, s3).satisfied).toBe(1);
  });
});
