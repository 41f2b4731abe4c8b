import { gridKgPerKWh } from "../../catalog/grid";
import { findModel } from "../../catalog/models";
import type { Optimizer, Precision } from "../memory/precision";
import { type TransformerShape, transformerParameters } from "../parameters/transformer";
import type { CapacityModel } from "../price";
import { DEFAULT_RUN } from "../reliability/run";
import { type SizingAnswer, answerOf } from "./answer";
import type { Conditions } from "./candidate";
import type { LayoutFilter } from "./fitting";
import { offersIn } from "./offers";
import { type Preference, type TrainingPlan, planTraining } from "./plan";
import { DEFAULT_WITHIN_SECONDS, type TrainingWorkload, computeOptimalTokens, defaultBatchTokens } from "./workload";

/** What a user asks: a model by name or by its shape, and as much else as they know. */
export interface SizingRequest {
  name?: string;
  /** A name in the catalogue, or the shape of a Transformer. */
  model: string | TransformerShape;
  /** Default: compute-optimal, 20 tokens a parameter. */
  tokens?: number;
  /** Default: the model's context, or 4,096 tokens. */
  sequence?: number;
  batchTokens?: number;
  /** Default: AdamW. */
  optimizer?: Optimizer;
  /** Default: `mixed`. */
  precision?: Precision;
  /** Default: 30 days. */
  withinSeconds?: number;
  prefer?: Preference;
  /** Default: on demand. */
  capacity?: CapacityModel;
  /** Instance types to choose from. Default: all with accelerators. */
  instanceTypes?: string[];
  nodes?: number;
  /** Default: 1,024. */
  maxNodes?: number;
  /** Layouts to choose from. Default: all that fit. */
  allowed?: LayoutFilter;
  /** Model FLOPs utilisation to reckon with. Default: modelled from the accelerator's efficiency. */
  utilisation?: number;
}

/** A model that the catalogue does not hold. */
export class UnknownModelError extends Error {
  override name = "UnknownModelError";

  constructor(readonly model: string) {
    super(`the catalogue has no model ${model}`);
  }
}

export const DEFAULT_MAX_NODES = 1024;

/**
 * The plan for a request in a region, with its answer in plain figures.
 * @throws UnknownModelError where the catalogue has no model of the name.
 */
export function size(
  request: SizingRequest,
  region: string,
): { plan: TrainingPlan; conditions: Conditions; answer: SizingAnswer } {
  const workload = workloadOf(request);
  const conditions: Conditions = {
    capacity: request.capacity ?? { kind: "on-demand" },
    run: DEFAULT_RUN,
    ...(request.utilisation !== undefined && { utilisation: request.utilisation }),
  };
  const space = {
    ...offersIn(region, request.instanceTypes),
    maxNodes: request.maxNodes ?? DEFAULT_MAX_NODES,
    ...(request.nodes !== undefined && { nodes: request.nodes }),
    ...(request.allowed && { allowed: request.allowed }),
  };
  const plan = planTraining(workload, space, request.prefer ?? "price", conditions);
  const kg = gridKgPerKWh(region);
  const answer = answerOf(plan, conditions, { name: region, ...(kg !== undefined && { gridKgPerKWh: kg }) });
  return { plan, conditions, answer };
}

function workloadOf(request: SizingRequest): TrainingWorkload {
  const known = typeof request.model === "string" ? findModel(request.model) : undefined;
  if (typeof request.model === "string" && !known) throw new UnknownModelError(request.model);
  const shape = known?.shape ?? (request.model as TransformerShape);
  return {
    name: request.name ?? known?.name ?? "model",
    shape,
    tokens: request.tokens ?? computeOptimalTokens(shape),
    sequence: request.sequence ?? known?.context ?? 4096,
    batchTokens: request.batchTokens ?? defaultBatchTokens(transformerParameters(shape).total),
    optimizer: request.optimizer ?? "adamw",
    precision: request.precision ?? "mixed",
    withinSeconds: request.withinSeconds ?? DEFAULT_WITHIN_SECONDS,
  };
}
