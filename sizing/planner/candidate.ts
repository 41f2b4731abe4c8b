import { modelFlopsPerToken } from "../flops/transformer";
import { type Energy, energy } from "../energy";
import { transformerParameters } from "../parameters/transformer";
import { type CapacityModel, type RunPrice, runPrice } from "../price";
import { checkpointBytes } from "../reliability/checkpoint";
import { type RunAssumptions, type TrainingRun, trainingRun } from "../reliability/run";
import type { FittingLayout } from "./fastest";
import type { Offer } from "./offers";
import type { TrainingWorkload } from "./workload";

/** How candidates are judged, apart from the workload. */
export interface Conditions {
  capacity: CapacityModel;
  run: RunAssumptions;
  /** Model FLOPs utilisation to reckon with in place of the step's model, 0 to 1. */
  utilisation?: number;
}

/** So many nodes of one type with the fastest layout that fits, and the whole run on them. */
export interface Candidate {
  offer: Offer;
  nodes: number;
  fitting: FittingLayout;
  /** Model FLOPs utilisation that the run was reckoned with. */
  mfu: number;
  tokensPerSecond: number;
  /** Share of a step in which accelerators wait for others: exposed communication and the pipeline's bubble. */
  waitingShare: number;
  run: TrainingRun;
  energy?: Energy;
  /** Absent where no source prices the type. */
  price?: RunPrice;
  /** Why there is none. */
  priceReason?: string;
}

export function candidateOf(
  workload: TrainingWorkload,
  offer: Offer,
  nodes: number,
  fitting: FittingLayout,
  { capacity, run: assumptions, utilisation }: Conditions,
): Candidate {
  const { step } = fitting;
  const accelerators = nodes * offer.node.acceleratorsPerNode;
  const peak = offer.node.peakFlopsPerSecond.bf16 * accelerators;
  const tokensPerSecond =
    utilisation === undefined
      ? step.tokensPerSecond
      : (peak * utilisation) / modelFlopsPerToken(workload.shape, workload.sequence);
  const { optimizer, precision } = workload;
  const run = trainingRun(
    {
      nodes,
      accelerators,
      trainingSeconds: workload.tokens / tokensPerSecond,
      checkpointBytes: checkpointBytes(transformerParameters(workload.shape).total, optimizer, precision),
    },
    assumptions,
  );
  const watts = offer.type.accelerator?.tdpWatts;
  const waiting = step.tensorSeconds + step.expertSeconds + step.pipelineSeconds + step.dataSeconds;
  return {
    offer,
    nodes,
    fitting,
    mfu: utilisation ?? step.mfu,
    tokensPerSecond,
    waitingShare: (waiting + step.bubbleSeconds) / step.totalSeconds,
    run,
    ...(watts !== undefined && { energy: energy({ acceleratorWatts: watts, accelerators, nodes }, run.wallSeconds) }),
    // Spares are paid like the rest.
    ...priceOf(offer, nodes + run.spares, run.wallSeconds, capacity),
  };
}

/** What so many nodes of a type cost for a time, or why nobody can say. */
export function priceOf(
  offer: Offer,
  nodes: number,
  seconds: number,
  capacity: CapacityModel,
): Pick<Candidate, "price" | "priceReason"> {
  if (!offer.type.capacity.includes(capacity.kind === "savings-plan" ? "on-demand" : capacity.kind))
    return { priceReason: `${offer.type.name} is not sold as ${capacity.kind}` };
  if (offer.hourlyUSD === undefined) return { priceReason: "no source gives a price" };
  try {
    return { price: runPrice(nodes, seconds, offer.hourlyUSD, capacity) };
  } catch (error) {
    if (error instanceof RangeError) return { priceReason: error.message };
    throw error;
  }
}
