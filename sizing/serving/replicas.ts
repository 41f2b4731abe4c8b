import type { AcceleratorNode } from "../accelerator";
import type { TransformerShape } from "../parameters/transformer";
import type { Efficiency } from "../step/efficiency";
import { type ServingLoad, type ServingPrecision, concurrentSequences, decodeSeconds, prefillSeconds } from "./serving";

export interface ReplicaPlan {
  tensorParallel: number;
  /** Sequences decoded together. */
  batch: number;
  firstTokenSeconds: number;
  tokenSeconds: number;
  requestsPerSecondPerReplica: number;
  replicas: number;
  nodes: number;
}

/** Why no plan serves the load. */
export interface CannotServe {
  reason: string;
}

/** Share of a replica's throughput planned for, so that queues stay short (M/M/1 waits as long as it serves at one half, four times at 0.8). */
const TARGET_LOAD = 0.7;

/**
 * The fewest nodes that serve the load within its latencies: over tensor-parallel sizes inside a node, the largest batch that memory and
 * the time between tokens allow; `fewest` replicas at least. A request takes its prompt's time for itself and its share of decoding steps.
 */
export function replicasFor(
  shape: TransformerShape,
  load: ServingLoad,
  precision: ServingPrecision,
  node: AcceleratorNode,
  efficiency: Efficiency,
  fewest = 1,
): ReplicaPlan | CannotServe {
  let best: ReplicaPlan | undefined;
  const sizesByReason = new Map<string, string[]>();
  for (let size = 1; size <= node.acceleratorsPerNode; size *= 2) {
    if (shape.heads % size !== 0) continue;
    const plan = replica(shape, load, precision, size, node, efficiency, fewest);
    if ("reason" in plan) sizesByReason.set(plan.reason, [...(sizesByReason.get(plan.reason) ?? []), String(size)]);
    else if (!best || plan.nodes < best.nodes) best = plan;
  }
  const listed = new Intl.ListFormat("en");
  const reasons = [...sizesByReason].map(([reason, sizes]) => `on ${listed.format(sizes)}: ${reason}`);
  return best ?? { reason: reasons.join("; ") };
}

function replica(
  shape: TransformerShape,
  load: ServingLoad,
  precision: ServingPrecision,
  tensorParallel: number,
  node: AcceleratorNode,
  efficiency: Efficiency,
  fewest: number,
): ReplicaPlan | CannotServe {
  const tokens = load.promptTokens + load.answerTokens;
  const room = concurrentSequences(shape, precision, tokens, {
    accelerators: tensorParallel,
    memoryBytes: node.memoryBytes,
  });
  if (room < 1) return { reason: "weights and one sequence do not fit" };
  const prefill = prefillSeconds(shape, load.promptTokens, tensorParallel, node, efficiency);
  if (prefill > load.firstTokenSeconds)
    return { reason: `a prompt takes ${prefill.toFixed(2)} s, over ${String(load.firstTokenSeconds)} s` };
  const step = (sequences: number) =>
    decodeSeconds(
      shape,
      { sequences, tokens: tokens - load.answerTokens / 2 },
      precision,
      tensorParallel,
      node,
      efficiency,
    );
  if (step(1) > load.tokenSeconds)
    return { reason: `a token takes ${(step(1) * 1000).toFixed(1)} ms, over ${String(load.tokenSeconds * 1000)} ms` };
  const batch = largest(room, (sequences) => step(sequences) <= load.tokenSeconds);
  const requestsPerSecond = 1 / (prefill + (load.answerTokens * step(batch)) / batch);
  const replicas = Math.max(fewest, Math.ceil(load.requestsPerSecond / (requestsPerSecond * TARGET_LOAD)));
  return {
    tensorParallel,
    batch,
    firstTokenSeconds: prefill,
    tokenSeconds: step(batch),
    requestsPerSecondPerReplica: requestsPerSecond,
    replicas,
    nodes: Math.ceil((replicas * tensorParallel) / node.acceleratorsPerNode),
  };
}

/** The largest number up to `most` that holds, for a test that holds up to some number and not after; 1 holds. */
function largest(most: number, holds: (count: number) => boolean): number {
  let [low, high] = [1, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
