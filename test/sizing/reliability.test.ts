import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { publishedRuns } from "../../catalog/publishedRuns";
import { checkpointBytes, checkpointSeconds, dalyInterval, youngInterval } from "../../sizing/reliability/checkpoint";
import {
  DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS,
  chanceOfWaiting,
  expectedInterruptions,
  geometricMean,
  jobMtbfSeconds,
  sparesFor,
} from "../../sizing/reliability/failures";
import { goodput } from "../../sizing/reliability/goodput";
import { simulateGoodput } from "../../sizing/reliability/simulate";
import { TIB } from "../../sizing/units";

describe("checkpoints", () => {
  it("are 14 bytes a parameter with Adam in mixed precision: BLOOM's 2.3 TiB", () => {
    const bytes = checkpointBytes(176.247e9, "adam", "mixed");
    expect(bytes).toBe(176.247e9 * 14);
    expect(bytes / TIB).toBeCloseTo(2.24, 2);
  });

  it("are bound by the storage or by the nodes' links", () => {
    const target = { storageBytesPerSecond: 60e9, nodes: 48, nodeBytesPerSecond: 5e9 };
    expect(checkpointSeconds(2.4e12, target)).toBe(40); // BLOOM: 40 s for 2.3 TB
    expect(checkpointSeconds(2.4e12, { ...target, nodes: 6 })).toBe(80);
  });

  it("follow Young and Daly, whose intervals meet where checkpoints are short", () => {
    expect(youngInterval(30, 6 * 3600)).toBeCloseTo(Math.sqrt(2 * 30 * 21600), 9);
    expect(dalyInterval(30, 6 * 3600)).toBeCloseTo(1138.4 * (1 + Math.sqrt(30 / 43200) / 3 + 30 / 388800) - 30, 0);
    expect(dalyInterval(100, 40)).toBe(40);
  });
});

describe("goodput", () => {
  const jobs = fc.record({
    mtbfSeconds: fc.integer({ min: 3600, max: 200_000 }),
    restartSeconds: fc.integer({ min: 0, max: 3600 }),
    checkpointStallSeconds: fc.integer({ min: 1, max: 300 }),
  });

  it("splits the time into shares that add up to 1", () => {
    fc.assert(
      fc.property(jobs, (job) => {
        const result = goodput(job);
        const sum = result.goodput + result.checkpointShare + result.redoneShare + result.restartShare;
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });

  it("is best at Daly's interval, within a thousandth", () => {
    fc.assert(
      fc.property(jobs, (job) => {
        const best = goodput(job);
        for (const factor of [0.5, 0.8, 0.9, 1.1, 1.25, 2])
          expect(goodput({ ...job, intervalSeconds: best.intervalSeconds * factor }).goodput).toBeLessThan(
            best.goodput + 0.001,
          );
      }),
    );
  });

  it("falls with more nodes, longer restarts and longer checkpoints", () => {
    fc.assert(
      fc.property(jobs, (job) => {
        const now = goodput(job).goodput;
        expect(goodput({ ...job, mtbfSeconds: job.mtbfSeconds / 2 }).goodput).toBeLessThan(now);
        expect(goodput({ ...job, restartSeconds: job.restartSeconds + 60 }).goodput).toBeLessThan(now);
        expect(goodput({ ...job, checkpointStallSeconds: job.checkpointStallSeconds * 2 }).goodput).toBeLessThan(now);
      }),
    );
  });

  it.each([
    { mtbfSeconds: 3 * 3600, restartSeconds: 600, checkpointStallSeconds: 20, nodes: 64 },
    { mtbfSeconds: 12 * 3600, restartSeconds: 1800, checkpointStallSeconds: 120, nodes: 16 },
    { mtbfSeconds: 3600, restartSeconds: 300, checkpointStallSeconds: 60, nodes: 32 },
    { mtbfSeconds: 5000, restartSeconds: 2500, checkpointStallSeconds: 240, nodes: 8 },
    { mtbfSeconds: 20_000, restartSeconds: 400, checkpointStallSeconds: 10, intervalSeconds: 10_000, nodes: 4 },
  ])("agrees with the simulation within 2%: %o", ({ nodes, ...job }) => {
    const formula = goodput(job).goodput;
    const simulated = simulateGoodput(job, { trainingSeconds: 4000 * job.mtbfSeconds, nodes, seed: 7 });
    expect(Math.abs(simulated.goodput / formula - 1)).toBeLessThan(0.02);
    expect(simulated.interruptions).toBeGreaterThan(3000);
  });

  it("simulates the same run from the same seed and another from another", () => {
    const job = { mtbfSeconds: 9000, restartSeconds: 300, checkpointStallSeconds: 30 };
    const run = { trainingSeconds: 1e7, nodes: 8, seed: 1 };
    expect(simulateGoodput(job, run)).toEqual(simulateGoodput(job, run));
    expect(simulateGoodput(job, run)).not.toEqual(simulateGoodput(job, { ...run, seed: 2 }));
  });
});

describe("failures", () => {
  const { failureRates, interruptions } = publishedRuns();
  const rate = (id: string) => failureRates.find((source) => source.id === id)?.perThousandNodeDays ?? NaN;

  it("are assumed at the geometric mean of Meta's two research clusters", () => {
    expect(geometricMean([rate("rsc-1"), rate("rsc-2")])).toBeCloseTo(DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS, 2);
  });

  it("give the interruptions of the 16,384-GPU run within 15%, from rates measured elsewhere", () => {
    const expected = expectedInterruptions(
      interruptions.nodes,
      interruptions.days,
      DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS,
    );
    expect(Math.abs(expected / interruptions.unexpected - 1)).toBeLessThan(0.15);
  });

  it("shorten the time between interruptions in step with nodes", () => {
    expect(jobMtbfSeconds(2048, 3.9) / 3600).toBeCloseTo(3.0, 1);
    expect(jobMtbfSeconds(100, 3.9)).toBeCloseTo(2 * jobMtbfSeconds(200, 3.9), 6);
  });

  it("need spares until waiting is rarer than the risk", () => {
    const { spares, meanInRepair } = sparesFor(2048, 86_400, 3.9, 0.01);
    expect(meanInRepair).toBeCloseTo(2.048 * 3.9, 6);
    expect(chanceOfWaiting(spares, meanInRepair)).toBeLessThanOrEqual(0.01);
    expect(chanceOfWaiting(spares - 1, meanInRepair)).toBeGreaterThan(0.01);
  });
});
