import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NetworkWorkload,
  networkCost,
  networkMemory,
  networkStep,
  sizeNetwork,
} from "../../sizing/planner/network";
import { cnnCost } from "../../sizing/parameters/cnn";
import { rnnCost } from "../../sizing/parameters/rnn";
import { DEFAULT_RUN } from "../../sizing/reliability/run";
import { renderNetwork } from "../../sizing/render/network";
import { defaultEfficiency, NETWORK_MATMUL } from "../../sizing/step/efficiency";
import { MNIST_CNN } from "../../sizing/formulas/models";
import { NODE } from "./shapes";

const vision: NetworkWorkload = {
  name: "vision",
  network: { kind: "cnn", shape: MNIST_CNN },
  samples: 60_000,
  epochs: 8,
  batch: 1024,
  bytesPerSample: 784,
  optimizer: "adam",
  precision: "mixed",
  withinSeconds: 86_400,
};
const lstm = { cell: "lstm", layers: 5, input: 80, hidden: 1024 } as const;
const speech: NetworkWorkload = { ...vision, name: "speech", network: { kind: "rnn", shape: lstm, sequence: 500 } };
const conditions = { capacity: { kind: "on-demand" }, run: DEFAULT_RUN } as const;
const offer = { node: NODE, efficiency: defaultEfficiency("NVIDIA H100") };
const answer = (workload: NetworkWorkload, over = {}) =>
  sizeNetwork(workload, { region: "us-east-1" }, { prefer: "price", maxNodes: 16 }, { ...conditions, ...over });

describe("a convolutional or recurrent network", () => {
  it("asks what its layers ask, three times forward", () => {
    const cnn = cnnCost(MNIST_CNN);
    expect(networkCost(vision.network)).toEqual({
      parameters: cnn.parameters,
      flopsPerSample: 3 * cnn.forwardFlopsPerSample,
      activationsPerSample: cnn.activationsPerSample,
    });
    expect(networkCost(speech.network).flopsPerSample).toBe(3 * 500 * rnnCost(lstm).forwardFlopsPerToken);
  });

  it("steps as its operations at a given utilisation on one accelerator, and as its memory besides without one", () => {
    const cost = networkCost(speech.network);
    const one = { ...offer, node: { ...NODE, acceleratorsPerNode: 1 } };
    const step = networkStep(speech, cost, 1, one, 0.4);
    expect(step.operations).toBeCloseTo((1024 * cost.flopsPerSample) / (1e15 * 0.4), 9);
    expect([step["memory traffic"], step["data-parallel"]]).toEqual([0, 0]);
    const stores = { ...cost, activationsPerSample: 1e9 };
    const bound = networkStep(speech, stores, 1, one);
    const traffic = (5 * 1024 * 1e9 * 2) / (one.node.memoryBytesPerSecond * offer.efficiency.memory);
    expect(bound["memory traffic"]).toBeCloseTo(traffic, 6);
    expect(bound.operations).toBeCloseTo((1024 * cost.flopsPerSample) / (1e15 * NETWORK_MATMUL.rnn), 6);
  });

  it("never takes longer or more memory on more nodes, but for what the gradients cost", () => {
    const cost = networkCost(speech.network);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 32 }), fc.integer({ min: 1, max: 32 }), (few, more) => {
        const total = (parts: Record<string, number>) => Object.values(parts).reduce((sum, part) => sum + part, 0);
        const [now, then] = [few, few + more].map((nodes) => networkStep(speech, cost, nodes, offer));
        expect(then?.operations).toBeLessThanOrEqual(now?.operations ?? NaN);
        expect(total(networkMemory(speech, cost, 8 * (few + more)))).toBeLessThanOrEqual(
          total(networkMemory(speech, cost, 8 * few)) + 1e-6,
        );
      }),
    );
  });

  it("is ranked by price within its time, with what follows for the stack file and the storage", () => {
    for (const workload of [vision, speech]) {
      const { ranked, chosen, fallen } = answer(workload);
      const prices = ranked.map(({ usd = NaN }) => usd);
      expect(prices).toEqual([...prices].sort((a, b) => a - b));
      for (const row of ranked) expect(row.days).toBeLessThanOrEqual(1);
      expect(chosen?.pool).toMatchObject({ instanceType: ranked[0]?.instanceType, nodes: ranked[0]?.nodes });
      expect((chosen?.lustre.sizeTiB ?? 0) * (chosen?.lustre.throughput ?? 0) * 1e6).toBeGreaterThanOrEqual(
        (ranked[0]?.inputGBps ?? NaN) * 1e9,
      );
      expect(fallen.length).toBeGreaterThan(0);
      expect(renderNetwork(answer(workload), { colour: false })).toContain("For the stack file");
    }
  });

  it("falls with a reason: too slow, too large a batch for memory, too small a one for the accelerators", () => {
    const reasons = (over: Partial<NetworkWorkload>) =>
      answer({ ...speech, ...over })
        .fallen.map(({ reason }) => reason)
        .join("\n");
    expect(reasons({ epochs: 1e6 })).toMatch(/too slow: .* days with \d+ nodes/);
    expect(reasons({ batch: 1e6 })).toMatch(/does not fit by/);
    expect(reasons({ batch: 1 })).toMatch(/no sample for each accelerator/);
    expect(renderNetwork(answer({ ...speech, epochs: 1e7 }), { colour: false })).toContain("Nothing runs in time.");
  });
});
