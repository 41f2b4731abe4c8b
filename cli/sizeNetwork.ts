import type { NetworkWorkload } from "../sizing/planner/network";
import type { TerminalOptions } from "../sizing/render/figures";
import { UseError } from "./failure";
import { secondsOf } from "./quantities";
import type { Asked, Sized } from "./sizeAsked";

/** Sizes a convolutional or recurrent network to train. */
export async function sizeOtherNetwork(asked: Asked, terminal: TerminalOptions): Promise<Sized> {
  const [{ sizeNetwork }, { renderNetwork }, { DEFAULT_RUN }, { DEFAULT_WITHIN_SECONDS }, { gridKgPerKWh }, size] =
    await Promise.all([
      import("../sizing/planner/network.js"),
      import("../sizing/render/network.js"),
      import("../sizing/reliability/run.js"),
      import("../sizing/planner/workload.js"),
      import("../catalog/grid.js"),
      import("../sizing/planner/size.js"),
    ]);
  const { region, prefer, maxNodes = size.DEFAULT_MAX_NODES, type, utilisation } = asked;
  const workload: NetworkWorkload = {
    name: asked.name ?? "network",
    network: networkOf(asked),
    samples: asked.samples ?? 0,
    epochs: asked.epochs ?? 1,
    batch: asked.batch ?? 256,
    bytesPerSample: asked.bytesPerSample ?? 0,
    optimizer: asked.optimizer ?? "sgd",
    precision: asked.precision ?? "mixed",
    withinSeconds: asked.within === undefined ? DEFAULT_WITHIN_SECONDS : await secondsOf(asked.within),
  };
  const kg = gridKgPerKWh(region);
  try {
    const answer = sizeNetwork(
      workload,
      { region, ...(kg !== undefined && { gridKgPerKWh: kg }) },
      { prefer, maxNodes, ...(type && { instanceTypes: type }) },
      { capacity: { kind: "on-demand" }, run: DEFAULT_RUN, ...(utilisation !== undefined && { utilisation }) },
    );
    return { json: answer, text: renderNetwork(answer, terminal), found: answer.chosen !== undefined };
  } catch (error) {
    if (error instanceof RangeError) throw new UseError(`${workload.name}: ${error.message}`);
    throw error;
  }
}

function networkOf({ cnn, rnn, sequence = 1 }: Asked): NetworkWorkload["network"] {
  if (cnn) return { kind: "cnn", shape: cnn };
  if (rnn) return { kind: "rnn", shape: rnn, sequence };
  throw new Error("a workload without a network");
}
