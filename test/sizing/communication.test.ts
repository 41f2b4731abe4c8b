import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allGatherSeconds,
  allReduceSeconds,
  allToAllSeconds,
  reduceScatterSeconds,
  ringAllReduceSeconds,
  treeAllReduceSeconds,
} from "../../sizing/communication/collectives";
import { pushPullSeconds, serversToMatchWorkers } from "../../sizing/communication/parameterServer";

const GROUP = { members: 8, bytesPerSecond: 100e9 };

describe("collectives", () => {
  it("move 2 (n-1)/n of the buffer in a ring all-reduce", () => {
    expect(ringAllReduceSeconds(8e9, GROUP)).toBeCloseTo((2 * 7 * 1e9) / 100e9, 12);
  });

  it("make an all-reduce of a reduce-scatter and an all-gather", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4096 }), fc.integer({ min: 1, max: 1e12 }), (members, bytes) => {
        const group = { members, bytesPerSecond: 50e9, latencySeconds: 1e-5 };
        const halves = reduceScatterSeconds(bytes, group) + allGatherSeconds(bytes, group);
        expect(ringAllReduceSeconds(bytes, group)).toBeCloseTo(halves, 9);
      }),
    );
  });

  it("cost nothing alone", () => {
    const alone = { members: 1, bytesPerSecond: 1e9 };
    for (const collective of [allReduceSeconds, treeAllReduceSeconds, allGatherSeconds, allToAllSeconds])
      expect(collective(1e9, alone)).toBe(0);
  });

  it("prefer a tree for a short message on many members, a ring for a long one on few", () => {
    const many = { members: 1024, bytesPerSecond: 50e9, latencySeconds: 1e-5 };
    expect(allReduceSeconds(1e3, many)).toBe(treeAllReduceSeconds(1e3, many));
    expect(allReduceSeconds(8e9, { ...GROUP, latencySeconds: 1e-6 })).toBe(
      ringAllReduceSeconds(8e9, { ...GROUP, latencySeconds: 1e-6 }),
    );
  });
});

describe("parameter server", () => {
  const system = { workers: 16, servers: 4, workerBytesPerSecond: 10e9, serverBytesPerSecond: 10e9 };

  it("queues at the servers while they are fewer than the workers", () => {
    expect(pushPullSeconds(10e9, system)).toEqual({ seconds: 8, bottleneck: "server" });
  });

  it("is bound by the workers' links from the stated number of servers on", () => {
    const servers = serversToMatchWorkers(system);
    expect(servers).toBe(16);
    expect(pushPullSeconds(10e9, { ...system, servers })).toEqual({ seconds: 2, bottleneck: "worker" });
    expect(pushPullSeconds(10e9, { ...system, servers: servers - 1 }).bottleneck).toBe("server");
  });
});
