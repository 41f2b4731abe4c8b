import { allReduceSeconds } from "../communication/collectives";
import { carbonKg, energy } from "../energy";
import { trainingFlopsPerSample } from "../flops/transformer";
import { modelStates } from "../memory/modelStates";
import { type Optimizer, type Precision, activationBytes, gradientWireBytes } from "../memory/precision";
import { DEFAULT_RESERVE } from "../memory/training";
import { type CnnShape, cnnCost } from "../parameters/cnn";
import { type RnnShape, rnnCost } from "../parameters/rnn";
import { checkpointBytes } from "../reliability/checkpoint";
import { trainingRun } from "../reliability/run";
import { group } from "../step/communication";
import { NETWORK_MATMUL } from "../step/efficiency";
import { TRAFFIC_PER_STORED_BYTE } from "../step/traffic";
import { GB, SECONDS_PER_DAY } from "../units";
import { type Conditions, priceOf } from "./candidate";
import { type Offer, offersIn } from "./offers";
import type { Preference } from "./plan";
import { type PoolEntry, poolName } from "./poolEntry";
import { type LustreSize, lustreFor } from "./storage";

/** A convolutional or recurrent network to train, data-parallel. */
export interface NetworkWorkload {
  name: string;
  network:
    | { kind: "cnn"; shape: CnnShape }
    | { kind: "rnn"; shape: RnnShape; /** Elements of one sample. */ sequence: number };
  /** Samples of the data set, and how often they are gone through. */
  samples: number;
  epochs: number;
  /** Samples of one optimizer step, over all accelerators. */
  batch: number;
  /** As stored: compressed images, audio. */
  bytesPerSample: number;
  optimizer: Optimizer;
  precision: Precision;
  withinSeconds: number;
}

/** What one sample asks of an accelerator, and what the model holds. */
export interface NetworkCost {
  parameters: number;
  /** Forward and backward. */
  flopsPerSample: number;
  /** Elements stored for the backward pass. */
  activationsPerSample: number;
}

/** What `aidc size --file` prints of a network. */
export interface NetworkAnswer extends NetworkCost {
  workload: string;
  kind: "cnn" | "rnn";
  region: string;
  samples: number;
  epochs: number;
  batch: number;
  optimizer: string;
  precision: string;
  withinDays: number;
  prefer: Preference;
  /** Best first, one a type. */
  ranked: RankedNetwork[];
  fallen: { instanceType: string; reason: string }[];
  chosen?: {
    pool: PoolEntry;
    priceSource?: string;
    utilisation: string;
    memoryGB: Record<string, number>;
    lustre: LustreSize;
  };
}

export interface RankedNetwork {
  instanceType: string;
  nodes: number;
  days: number;
  samplesPerSecond: number;
  /** That the data must come at. */
  inputGBps: number;
  memoryGB: number;
  memoryOfGB: number;
  /** By part; they add up to one step. */
  stepSeconds: Record<string, number>;
  usd?: number;
  megawattHours?: number;
  tonnesCO2e?: number;
}

/** Parameters, operations and activations of a network's sample. */
export function networkCost(network: NetworkWorkload["network"]): NetworkCost {
  if (network.kind === "cnn") {
    const { parameters, forwardFlopsPerSample, activationsPerSample } = cnnCost(network.shape);
    return { parameters, flopsPerSample: trainingFlopsPerSample(forwardFlopsPerSample), activationsPerSample };
  }
  const { parameters, forwardFlopsPerToken, activationsPerToken } = rnnCost(network.shape);
  return {
    parameters,
    flopsPerSample: trainingFlopsPerSample(forwardFlopsPerToken * network.sequence),
    activationsPerSample: activationsPerToken * network.sequence,
  };
}

/**
 * One optimizer step of data-parallel training, seconds by part: matrix products at a share of the accelerator's peak (`NETWORK_MATMUL`),
 * the traffic of stored activations, and the all-reduce of the gradients as far as it does not hide.
 *
 * @param utilisation Share of the peak of the whole step where it was measured: the traffic is in it.
 */
export function networkStep(
  { network: { kind }, batch, precision }: NetworkStep,
  cost: NetworkCost,
  nodes: number,
  { node, efficiency }: Pick<Offer, "node" | "efficiency">,
  utilisation?: number,
): Record<"operations" | "memory traffic" | "data-parallel", number> {
  const accelerators = nodes * node.acceleratorsPerNode;
  const each = batch / accelerators;
  const { bf16, fp32 = bf16 / 2 } = node.peakFlopsPerSecond;
  const peak = precision === "fp32" ? fp32 : bf16;
  const operations = (each * cost.flopsPerSample) / (peak * (utilisation ?? NETWORK_MATMUL[kind]));
  const traffic = TRAFFIC_PER_STORED_BYTE * each * cost.activationsPerSample * activationBytes(precision);
  const memory = utilisation === undefined ? traffic / (node.memoryBytesPerSecond * efficiency.memory) : 0;
  const gradients = cost.parameters * gradientWireBytes(precision);
  const reduce = allReduceSeconds(gradients, group(accelerators, 1, node, efficiency));
  const hidden = Math.min(reduce, operations + memory) * efficiency.overlap.data;
  return { operations, "memory traffic": memory, "data-parallel": reduce - hidden };
}

/** What the time of a step depends on, beside the network's cost. */
export interface NetworkStep extends Pick<NetworkWorkload, "batch" | "precision"> {
  network: Pick<NetworkWorkload["network"], "kind">;
}

/** Memory of one accelerator, bytes by part. */
export function networkMemory(
  workload: NetworkWorkload,
  cost: NetworkCost,
  accelerators: number,
): Record<string, number> {
  const { optimizer, precision } = workload;
  const states = modelStates(cost.parameters, { optimizer, precision, zero: 0, dataParallel: accelerators });
  const activations = (workload.batch / accelerators) * cost.activationsPerSample * activationBytes(precision);
  const parts = {
    weights: states.weightsBytes,
    gradients: states.gradientsBytes,
    optimizer: states.optimizerBytes,
    activations,
  };
  const used = Object.values(parts).reduce((sum, bytes) => sum + bytes, 0);
  return { ...parts, reserve: DEFAULT_RESERVE.fixedBytes + used * DEFAULT_RESERVE.fragmentation };
}

/** The plan for a network in a region: of each type the best count of nodes, then the best type. */
export function sizeNetwork(
  workload: NetworkWorkload,
  place: { region: string; gridKgPerKWh?: number },
  search: { prefer: Preference; maxNodes: number; instanceTypes?: string[] },
  conditions: Conditions,
): NetworkAnswer {
  const cost = networkCost(workload.network);
  const { offers, refused } = offersIn(place.region, search.instanceTypes);
  const found: { offer: Offer; row: RankedNetwork }[] = [];
  const fallen = refused.map(({ instanceType, reason }) => ({ instanceType, reason }));
  for (const offer of offers) {
    const rows = nodeCounts(workload, offer, search.maxNodes).map((nodes) =>
      ranked(workload, cost, nodes, offer, conditions, place.gridKgPerKWh),
    );
    const reason = whyNone(rows, workload, search.prefer);
    if (reason !== undefined) fallen.push({ instanceType: offer.type.name, reason });
    else
      found.push({
        offer,
        row: best(
          rows.filter((row) => runs(row, workload)),
          search.prefer,
        ),
      });
  }
  found.sort((a, b) => measure(a.row, search.prefer) - measure(b.row, search.prefer));
  const [winner] = found;
  return {
    workload: workload.name,
    kind: workload.network.kind,
    region: place.region,
    ...cost,
    samples: workload.samples,
    epochs: workload.epochs,
    batch: workload.batch,
    optimizer: workload.optimizer,
    precision: workload.precision,
    withinDays: workload.withinSeconds / SECONDS_PER_DAY,
    prefer: search.prefer,
    ranked: found.map(({ row }) => row),
    fallen,
    ...(winner && { chosen: chosen(workload, cost, winner, conditions) }),
  };
}

/** Powers of two, as long as every accelerator has a sample. */
function nodeCounts({ batch }: NetworkWorkload, { node }: Offer, maxNodes: number): number[] {
  const most = Math.min(maxNodes, Math.floor(batch / node.acceleratorsPerNode));
  return most < 1 ? [] : Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, exponent) => 2 ** exponent);
}

function ranked(
  workload: NetworkWorkload,
  cost: NetworkCost,
  nodes: number,
  offer: Offer,
  { capacity, run: assumptions, utilisation }: Conditions,
  kgPerKWh?: number,
): RankedNetwork {
  const { node, type } = offer;
  const accelerators = nodes * node.acceleratorsPerNode;
  const stepSeconds = networkStep(workload, cost, nodes, offer, utilisation);
  const samplesPerSecond = workload.batch / total(stepSeconds);
  const run = trainingRun(
    {
      nodes,
      accelerators,
      trainingSeconds: (workload.samples * workload.epochs) / samplesPerSecond,
      checkpointBytes: checkpointBytes(cost.parameters, workload.optimizer, workload.precision),
    },
    assumptions,
  );
  const watts = type.accelerator?.tdpWatts;
  const used = watts && energy({ acceleratorWatts: watts, accelerators, nodes }, run.wallSeconds);
  const { price } = priceOf(offer, nodes, run.wallSeconds, capacity);
  return {
    instanceType: type.name,
    nodes,
    days: run.wallSeconds / SECONDS_PER_DAY,
    samplesPerSecond,
    inputGBps: (samplesPerSecond * workload.bytesPerSample) / GB,
    memoryGB: total(networkMemory(workload, cost, accelerators)) / GB,
    memoryOfGB: node.memoryBytes / GB,
    stepSeconds,
    ...(price && { usd: price.usd }),
    ...(used && { megawattHours: used.kWh / 1000 }),
    ...(used && kgPerKWh !== undefined && { tonnesCO2e: carbonKg(used.kWh, kgPerKWh) / 1000 }),
  };
}

const fits = ({ memoryGB, memoryOfGB }: RankedNetwork) => memoryGB <= memoryOfGB;
const runs = (row: RankedNetwork, { withinSeconds }: NetworkWorkload) =>
  fits(row) && row.days * SECONDS_PER_DAY <= withinSeconds;

function whyNone(rows: RankedNetwork[], workload: NetworkWorkload, prefer: Preference): string | undefined {
  if (rows.length === 0) return `a batch of ${workload.batch} has no sample for each accelerator of a node`;
  const fitting = rows.filter(fits);
  if (fitting.length === 0) {
    const excess = Math.min(...rows.map(({ memoryGB, memoryOfGB }) => memoryGB - memoryOfGB));
    return `does not fit by ${excess.toFixed(1)} GB`;
  }
  const inTime = fitting.filter((row) => runs(row, workload));
  if (inTime.length === 0) {
    const fastest = best(fitting, "time");
    return `too slow: ${fastest.days.toFixed(1)} days with ${fastest.nodes} nodes`;
  }
  if (inTime.every((row) => measure(row, prefer) === Infinity))
    return prefer === "price" ? "no source gives a price" : "no published power of the accelerator";
  return undefined;
}

function measure({ usd, days, megawattHours }: RankedNetwork, prefer: Preference): number {
  return { price: usd, time: days, energy: megawattHours }[prefer] ?? Infinity;
}

function best(rows: RankedNetwork[], prefer: Preference): RankedNetwork {
  return rows.reduce((least, row) => (measure(row, prefer) < measure(least, prefer) ? row : least));
}

function chosen(
  workload: NetworkWorkload,
  cost: NetworkCost,
  { offer, row }: { offer: Offer; row: RankedNetwork },
  { utilisation }: Conditions,
) {
  const { type, zones, priceSource } = offer;
  const { kind } = workload.network;
  const bytes = networkMemory(workload, cost, row.nodes * offer.node.acceleratorsPerNode);
  const pool: PoolEntry = {
    name: poolName("train", type.name),
    instanceType: type.name,
    nodes: row.nodes,
    ...(type.network.maxEfaInterfaces > 0 && zones[0] !== undefined && { zone: zones[0] }),
  };
  return {
    pool,
    ...(priceSource !== undefined && { priceSource }),
    utilisation:
      utilisation === undefined
        ? `${percent(NETWORK_MATMUL[kind])} of the peak in matrix products, as ${FITTED[kind]} on an A100; measure yours and pass it`
        : `${percent(utilisation)}, as you gave it`,
    memoryGB: Object.fromEntries(Object.entries(bytes).map(([part, value]) => [part, value / GB])),
    lustre: lustreFor(row.inputGBps * GB, workload.samples * workload.bytesPerSample),
  };
}

/** What `NETWORK_MATMUL` was fitted to. */
const FITTED = { cnn: "ResNet-50", rnn: "GNMT" } as const;

const percent = (share: number) => `${(share * 100).toFixed(0)}%`;
const total = (parts: Record<string, number>) => Object.values(parts).reduce((sum, value) => sum + value, 0);
