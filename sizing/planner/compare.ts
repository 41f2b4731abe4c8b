import type { AcceleratorNode } from "../accelerator";
import { pushPullSeconds } from "../communication/parameterServer";
import type { Layout } from "../layout";
import { type Optimizer, gradientWireBytes, stateBytesPerParameter } from "../memory/precision";
import { trainingMemory } from "../memory/training";
import { transformerParameters } from "../parameters/transformer";
import { type Candidate, type Conditions, candidateOf } from "./candidate";
import { fastestLayout } from "./fastest";
import { type LayoutFilter, leastMemory, whyNone } from "./fitting";
import type { Offer } from "./offers";
import { type Preference, planTraining } from "./plan";
import { type TrainingWorkload, jobOf } from "./workload";

export interface OptimizerComparison {
  optimizer: Optimizer;
  /** Weights, gradients and optimizer together. */
  bytesPerParameter: number;
  /** On which any layout fits, however slow; undefined where none up to 64 nodes. */
  fewestNodes?: number;
  /** The best run of the type with it, or why there is none. */
  best?: Candidate;
  reason?: string;
}

/** The same workload on one type with each optimizer: what its states cost in memory, nodes and money. Says nothing of convergence. */
export function compareOptimizers(
  workload: TrainingWorkload,
  offer: Offer,
  prefer: Preference,
  conditions: Conditions,
  maxNodes: number,
): OptimizerComparison[] {
  const optimizers: Optimizer[] = ["sgd", "momentum", "adamw", "adam-8bit"];
  return optimizers.map((optimizer) => {
    const { weights, gradients, optimizer: states } = stateBytesPerParameter(optimizer, workload.precision);
    const plan = planTraining({ ...workload, optimizer }, { offers: [offer], maxNodes }, prefer, conditions);
    const [best] = plan.ranked;
    const fewestNodes = fewestThatFit({ ...workload, optimizer }, offer, maxNodes);
    return {
      optimizer,
      bytesPerParameter: weights + gradients + states,
      ...(fewestNodes !== undefined && { fewestNodes }),
      ...(best ? { best } : { reason: plan.fallen[0]?.reason ?? "no layout" }),
    };
  });
}

function fewestThatFit(workload: TrainingWorkload, { node }: Offer, maxNodes: number): number | undefined {
  for (let nodes = 1; nodes <= Math.min(maxNodes, MOST_TRIED); nodes++) {
    const least = leastMemory(workload, node, nodes);
    if (least && least.totalBytes <= node.memoryBytes) return nodes;
  }
  return undefined;
}

const MOST_TRIED = 64;

export interface StrategyComparison {
  strategy: string;
  /** Absent where the strategy does not run; `reason` says why. */
  run?: { layout: Layout; memoryBytes: number; tokensPerSecond: number; mfu: number; days: number };
  reason?: string;
}

const STRATEGIES: { strategy: string; allowed: LayoutFilter; experts?: true }[] = [
  { strategy: "data parallel", allowed: (layout) => dataOnly(layout) && layout.zero === 0 },
  { strategy: "data parallel, ZeRO-1", allowed: (layout) => dataOnly(layout) && layout.zero === 1 },
  { strategy: "data parallel, ZeRO-2", allowed: (layout) => dataOnly(layout) && layout.zero === 2 },
  { strategy: "data parallel, ZeRO-3 (FSDP)", allowed: (layout) => dataOnly(layout) && layout.zero === 3 },
  { strategy: "tensor + data", allowed: (layout) => layout.tensorParallel > 1 && layout.pipelineParallel === 1 },
  { strategy: "pipeline + data", allowed: (layout) => layout.tensorParallel === 1 && layout.pipelineParallel > 1 },
  {
    strategy: "tensor + pipeline + data",
    allowed: (layout) => layout.tensorParallel > 1 && layout.pipelineParallel > 1,
  },
  { strategy: "expert + any", allowed: (layout) => (layout.expertParallel ?? 1) > 1, experts: true },
];

/** Each way to spread the workload over the same nodes, at its fastest; and a parameter server with as many servers as nodes. */
export function compareStrategies(
  workload: TrainingWorkload,
  { offer, nodes }: Candidate,
  conditions: Conditions,
): StrategyComparison[] {
  const { node, efficiency } = offer;
  const compared = STRATEGIES.filter(({ experts }) => !experts || workload.shape.experts).map(
    ({ strategy, allowed }): StrategyComparison => {
      const fitting = fastestLayout(workload, node, nodes, efficiency, allowed);
      if (!fitting) {
        const excess = excessOf(workload, node, nodes, allowed);
        return { strategy, reason: excess ?? "no such layout spreads the batch over these nodes" };
      }
      const { run, mfu, tokensPerSecond } = candidateOf(workload, offer, nodes, fitting, conditions);
      const days = run.wallSeconds / 86_400;
      const memoryBytes = fitting.memory.totalBytes;
      return { strategy, run: { layout: fitting.layout, memoryBytes, tokensPerSecond, mfu, days } };
    },
  );
  return [...compared, parameterServer(workload, offer, nodes, conditions)];
}

/**
 * Workers keep weights and gradients, servers the optimizer and the master copy; each step pushes all gradients and pulls all weights.
 * Timed as plain data parallelism with push and pull, nothing hidden, in place of the all-reduce.
 */
function parameterServer(
  workload: TrainingWorkload,
  offer: Offer,
  nodes: number,
  conditions: Conditions,
): StrategyComparison {
  const strategy = "parameter server";
  const onWorker = { ...workload, optimizer: "sgd" as const, precision: "bf16" as const };
  const plain: LayoutFilter = (layout) => dataOnly(layout) && layout.zero === 0;
  const fitting = fastestLayout(onWorker, offer.node, nodes, offer.efficiency, plain);
  if (!fitting) {
    const excess = excessOf(onWorker, offer.node, nodes, plain);
    return { strategy, reason: excess ?? "the batch does not spread over these nodes" };
  }
  const { total } = transformerParameters(workload.shape);
  const link = nodeLink(offer.node) * offer.efficiency.network;
  const { seconds } = pushPullSeconds(total * gradientWireBytes(workload.precision), {
    workers: nodes,
    servers: nodes,
    workerBytesPerSecond: link,
    serverBytesPerSecond: link,
  });
  const job = jobOf(workload, fitting.globalBatch);
  const { step, layout } = fitting;
  const totalSeconds = step.totalSeconds - step.dataSeconds - step.optimizerSeconds + seconds;
  const scale = step.totalSeconds / totalSeconds;
  const slowed = { ...step, totalSeconds, mfu: step.mfu * scale, tokensPerSecond: step.tokensPerSecond * scale };
  const candidate = candidateOf(workload, offer, nodes, { ...fitting, step: slowed }, conditions);
  return {
    strategy,
    run: {
      layout,
      memoryBytes: trainingMemory({ ...job, optimizer: "sgd", precision: "bf16" }, layout).totalBytes,
      tokensPerSecond: candidate.tokensPerSecond,
      mfu: candidate.mfu,
      days: candidate.run.wallSeconds / 86_400,
    },
  };
}

function excessOf(...asked: Parameters<typeof whyNone>): string | undefined {
  const stopped = whyNone(...asked);
  return stopped.kind === "memory" ? `does not fit by ${(stopped.excessBytes / 1e9).toFixed(1)} GB` : undefined;
}

/** Of a whole node, one direction, bytes a second. */
function nodeLink(node: AcceleratorNode): number {
  return node.networkBytesPerSecond * node.acceleratorsPerNode;
}

function dataOnly({ tensorParallel, pipelineParallel }: Layout): boolean {
  return tensorParallel === 1 && pipelineParallel === 1;
}
