import { carbonKg } from "../energy";
import type { Layout } from "../layout";
import { transformerParameters } from "../parameters/transformer";
import { GB } from "../units";
import type { Candidate, Conditions } from "./candidate";
import type { Fallen, Preference, TrainingPlan } from "./plan";
import { measure } from "./plan";
import { type PoolEntry, poolEntry } from "./poolEntry";
import { sensitivity } from "./sensitivity";
import { type LustreSize, lustreFor, trainingCapacityBytes } from "./storage";

/** What `aidc size --json` prints for one training workload. */
export interface SizingAnswer {
  workload: string;
  region: string;
  parameters: number;
  activeParameters: number;
  tokens: number;
  sequence: number;
  batchTokens: number;
  optimizer: string;
  precision: string;
  withinDays: number;
  prefer: Preference;
  /** Best first, one a type. */
  ranked: RankedType[];
  fallen: { instanceType: string; reason: string }[];
  /** Absent where nothing can be ranked. */
  chosen?: ChosenPlan;
}

export interface RankedType {
  instanceType: string;
  nodes: number;
  spares: number;
  layout: Layout;
  globalBatch: number;
  memoryGB: number;
  memoryOfGB: number;
  mfu: number;
  waitingShare: number;
  days: number;
  usd?: number;
  megawattHours?: number;
  tonnesCO2e?: number;
  /** Why it stands where it stands. */
  reason: string;
}

/** The best, in detail. */
export interface ChosenPlan {
  pool: PoolEntry;
  priceSource?: string;
  /** How its utilisation was reckoned. */
  utilisation: { mfu: number; source: string };
  memoryGB: Record<string, number>;
  stepSeconds: Record<string, number>;
  run: { trainingDays: number; days: number; usefulShare: number; interruptions: number; mtbfHours: number };
  checkpoint: { gigabytes: number; everyMinutes: number; storageGBps: number; lustre: LustreSize };
  sensitivity: { mfu: number; factor: number; days: number; usd?: number; inTime: boolean }[];
  /** Counts of nodes of the same type that are in time. */
  frontier: { nodes: number; days: number; goodput: number; usd?: number }[];
}

const DAY = 86_400;

/** The plan in plain figures, with the reasons in words. */
export function answerOf(
  plan: TrainingPlan,
  conditions: Conditions,
  region: { name: string; gridKgPerKWh?: number },
): SizingAnswer {
  const { workload, prefer, ranked, fallen } = plan;
  const parameters = transformerParameters(workload.shape);
  const [best] = ranked;
  return {
    workload: workload.name,
    region: region.name,
    parameters: parameters.total,
    activeParameters: parameters.active,
    tokens: workload.tokens,
    sequence: workload.sequence,
    batchTokens: workload.batchTokens,
    optimizer: workload.optimizer,
    precision: workload.precision,
    withinDays: workload.withinSeconds / DAY,
    prefer,
    ranked: ranked.map((candidate) => rankedType(candidate, plan, region.gridKgPerKWh)),
    fallen: fallen.map(({ instanceType, reason }: Fallen) => ({ instanceType, reason })),
    ...(best && { chosen: chosenPlan(best, plan, conditions) }),
  };
}

function rankedType(candidate: Candidate, plan: TrainingPlan, kgPerKWh: number | undefined): RankedType {
  const { offer, nodes, fitting, run, price, energy } = candidate;
  return {
    instanceType: offer.type.name,
    nodes,
    spares: run.spares,
    layout: fitting.layout,
    globalBatch: fitting.globalBatch,
    memoryGB: fitting.memory.totalBytes / GB,
    memoryOfGB: offer.node.memoryBytes / GB,
    mfu: candidate.mfu,
    waitingShare: candidate.waitingShare,
    days: run.wallSeconds / DAY,
    ...(price && { usd: price.usd }),
    ...(energy && { megawattHours: energy.kWh / 1000 }),
    ...(energy && kgPerKWh !== undefined && { tonnesCO2e: carbonKg(energy.kWh, kgPerKWh) / 1000 }),
    reason: reasonOf(candidate, plan),
  };
}

const WORDS: Record<Preference, { least: string; more: string }> = {
  price: { least: "cheapest in time", more: "dearer" },
  time: { least: "soonest done", more: "slower" },
  energy: { least: "least energy in time", more: "more energy" },
};

function reasonOf(candidate: Candidate, { ranked, prefer }: TrainingPlan): string {
  const [best = candidate, second] = ranked;
  const words = WORDS[prefer];
  const percent = (of: Candidate, than: Candidate) =>
    `${((measure(of, prefer) / measure(than, prefer) - 1) * 100).toFixed(0)}%`;
  if (candidate === best) {
    if (!second) return `${words.least}; nothing else runs in time`;
    return `${words.least}; the next, ${second.offer.type.name}, is ${percent(second, best)} ${words.more}`;
  }
  return `${percent(candidate, best)} ${words.more}: ${causeOf(candidate, best)}`;
}

/** What sets the two apart most. */
function causeOf(candidate: Candidate, best: Candidate): string {
  if (candidate.waitingShare > 0.3 && candidate.waitingShare > best.waitingShare + 0.1)
    return `network-bound, ${(candidate.waitingShare * 100).toFixed(0)}% of a step waits`;
  const again = candidate.fitting.layout.recomputation;
  if (again !== "none" && best.fitting.layout.recomputation === "none")
    return `memory makes it compute ${again === "full" ? "layers" : "attention"} again`;
  const perFlop = (of: Candidate) =>
    (of.offer.hourlyUSD ?? 0) / (of.offer.node.peakFlopsPerSecond.bf16 * of.offer.node.acceleratorsPerNode);
  const price = perFlop(candidate) / perFlop(best) - 1;
  if (price > 0.05) return `${(price * 100).toFixed(0)}% more for the same peak`;
  const used = 1 - candidate.mfu / best.mfu;
  if (used > 0.03)
    return `${(candidate.mfu * 100).toFixed(0)}% of the peak used against ${(best.mfu * 100).toFixed(0)}%`;
  return `${candidate.nodes + candidate.run.spares} nodes for ${(candidate.run.wallSeconds / DAY).toFixed(1)} days`;
}

function chosenPlan(best: Candidate, plan: TrainingPlan, conditions: Conditions): ChosenPlan {
  const { run, fitting, offer } = best;
  const { memory, step } = fitting;
  const { workload } = plan;
  return {
    pool: poolEntry(best),
    ...(offer.priceSource !== undefined && { priceSource: offer.priceSource }),
    utilisation: {
      mfu: best.mfu,
      source:
        conditions.utilisation !== undefined
          ? "as you gave it"
          : `modelled from ${(offer.efficiency.matmul * 100).toFixed(0)}% of the peak in matrix products (${offer.efficiency.calibration} for ${offer.efficiency.family})`,
    },
    memoryGB: {
      weights: memory.weightsBytes / GB,
      gradients: memory.gradientsBytes / GB,
      optimizer: memory.optimizerBytes / GB,
      activations: memory.activationsBytes / GB,
      gathered: memory.gatheredBytes / GB,
      reserve: memory.reserveBytes / GB,
    },
    stepSeconds: {
      "matrix products": step.matmulSeconds,
      "memory traffic": step.memorySeconds,
      "tensor-parallel": step.tensorSeconds,
      "expert-parallel": step.expertSeconds,
      "pipeline transfers": step.pipelineSeconds,
      "pipeline bubble": step.bubbleSeconds,
      "data-parallel": step.dataSeconds,
      optimizer: step.optimizerSeconds,
    },
    run: {
      trainingDays: run.trainingSeconds / DAY,
      days: run.wallSeconds / DAY,
      usefulShare: run.usefulShare,
      interruptions: run.interruptions,
      mtbfHours: run.mtbfSeconds / 3600,
    },
    checkpoint: {
      gigabytes: run.checkpointBytes / GB,
      everyMinutes: run.goodput.intervalSeconds / 60,
      storageGBps: run.checkpointBytesPerSecond / GB,
      lustre: lustreFor(run.checkpointBytesPerSecond, trainingCapacityBytes(run.checkpointBytes, workload.tokens)),
    },
    sensitivity: sensitivity(workload, best, conditions).map(({ factor, candidate, inTime }) => ({
      mfu: candidate.mfu,
      factor,
      days: candidate.run.wallSeconds / DAY,
      ...(candidate.price && { usd: candidate.price.usd }),
      inTime,
    })),
    frontier: plan.frontier.map(({ nodes, run: { wallSeconds, goodput }, price }) => ({
      nodes,
      days: wallSeconds / DAY,
      goodput: goodput.goodput,
      ...(price && { usd: price.usd }),
    })),
  };
}
