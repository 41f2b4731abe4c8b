import { type Facts, type Source, readFacts } from "./facts";
import { type ModelShape, findModel } from "./models";

/** The machine a published run used: figures of one accelerator; the network of the whole node. */
export interface PublishedMachine {
  accelerator: string;
  acceleratorsPerNode: number;
  memoryGB: number;
  memoryGBps: number;
  bf16Tflops: number;
  intraNodeGBps: number;
  networkGbps: number;
  source: string[];
}

export interface PublishedLayout {
  dataParallel: number;
  tensorParallel: number;
  pipelineParallel: number;
  zero: 0 | 1 | 2 | 3;
  microBatch: number;
  recomputation: "none" | "selective" | "full";
  sequenceParallel?: boolean;
  interleave?: number;
}

interface PublishedJob {
  id: string;
  machine: string;
  /** A model of the catalogue, or its shape. */
  model?: string;
  shape?: ModelShape;
  sequence: number;
  globalBatch: number;
  precision: "fp32" | "mixed" | "mixed-fp32-gradients" | "bf16" | "fp8";
  fusedAttention: boolean;
  /** Keys in the facts file's `sources`. */
  source: string[];
}

export interface PublishedRun extends PublishedJob {
  title: string;
  group: string;
  layout?: PublishedLayout;
  accelerators?: number;
  /** Batches that a whole run began with, in order, and the tokens trained with each; `globalBatch` is what it ended with. */
  earlierBatches?: { tokens: number; globalBatch: number }[];
  published: {
    /** Teraflop/s of one accelerator; `counts` says whether recomputation is counted in it. */
    tflops?: number;
    mfu?: number;
    counts?: "hardware" | "model";
    recomputation?: PublishedLayout["recomputation"];
    tokens?: number;
    days?: number;
    secondsPerStep?: number;
    tokensPerSecond?: number;
    acceleratorHours?: number;
  };
  /** The defaults were fitted to this row, so that it proves nothing. */
  calibration?: boolean;
  /** The share of a run that is lost was fitted to this row. */
  calibratesRuns?: boolean;
  /** A run from first to last token, with everything that went wrong. */
  whole?: boolean;
  /** The source says that tensor-parallel communication runs beside computation. */
  tensorOverlap?: boolean;
  /** Why the model of a step does not claim this row. */
  outside?: string;
  /** What the source does not say and we assume. */
  assumed?: string[];
  notes?: string;
}

export interface PublishedFit extends PublishedJob {
  layout: PublishedLayout;
  optimizer: "sgd" | "momentum" | "adam" | "adamw" | "adam-8bit";
  fits: boolean;
  measuredGB?: number;
}

/** Throughput of a convolutional or recurrent network, data-parallel on one node. */
export interface PublishedNetwork {
  id: string;
  title: string;
  machine: string;
  network: "resnet-50" | "gnmt";
  accelerators: number;
  batchPerAccelerator: number;
  precision: "mixed";
  samplesPerSecond: number;
  source: string[];
  /** The default of its kind was fitted to this row, so that it proves nothing. */
  calibration?: boolean;
  assumed?: string[];
}

export interface PublishedFailureRate {
  id: string;
  title: string;
  perThousandNodeDays: number;
  source: string[];
}

interface RunFacts extends Facts {
  machines: Record<string, PublishedMachine>;
  runs: PublishedRun[];
  networks: PublishedNetwork[];
  memory: PublishedFit[];
  failureRates: PublishedFailureRate[];
  interruptions: { id: string; title: string; nodes: number; days: number; unexpected: number; source: string[] };
}

/** Published training runs, what fitted in memory and what did not, and how often machines failed. */
export function publishedRuns(): RunFacts {
  return readFacts<RunFacts>("published-runs");
}

/** The machine of a published run or fit. */
export function publishedMachine(run: { machine: string }): PublishedMachine {
  const machine = publishedRuns().machines[run.machine];
  if (!machine)
    throw new Error(`catalog/facts/published-runs.json names the machine ${run.machine} but does not describe it`);
  return machine;
}

/** The shape of a published run's model. */
export function publishedShape(run: { id: string; model?: string; shape?: ModelShape }): ModelShape {
  const shape = run.shape ?? (run.model === undefined ? undefined : findModel(run.model)?.shape);
  if (!shape)
    throw new Error(`catalog/facts/published-runs.json gives ${run.id} no model of the catalogue and no shape`);
  return shape;
}

/** Where a published figure was read. */
export function publishedSource(key: string): Source {
  const source = publishedRuns().sources[key];
  if (!source) throw new Error(`catalog/facts/published-runs.json names the source ${key} but does not describe it`);
  return source;
}
