import type { Layout } from "../../sizing/layout";
import { sensitivity } from "../../sizing/planner/sensitivity";
import { size, UnknownModelError } from "../../sizing/planner/size";
import { countOf, HOURS_PER_DAY, SECONDS_PER_DAY } from "../../sizing/units";
import type { BillLine, PlannedRun } from "../bill";
import type { PlanResource } from "../resource";
import { poolOf } from "./teams";

/** A training job that says what it trains (`trains` of the stack file), with the pool that it runs on. */
export interface StatedTraining {
  name: string;
  pool: string;
  nodes: number;
  instanceType: string;
  optimizer?: "sgd" | "adam" | "adamw";
  strategy?: { tensor?: number; pipeline?: number; zero?: number };
  trains: {
    model: string;
    tokens: string | number;
    sequence?: number;
    batchTokens?: string | number;
    utilisation?: number;
  };
}

/** Every stated run on the nodes that its job has. */
export function plannedRuns(
  trainings: readonly StatedTraining[],
  region: string,
  { lines, resources }: { lines: readonly BillLine[]; resources: readonly PlanResource[] },
): PlannedRun[] {
  return trainings.map((training) => {
    const { name, pool, nodes, trains } = training;
    const named = { workload: name, pool, nodes, model: trains.model, tokens: countOf(String(trains.tokens)) ?? NaN };
    const sized = runOf(training, region);
    if ("reason" in sized) return { ...named, reason: sized.reason };
    const hourly = hourlyOf(pool, lines, resources);
    const usd = (days: number) => (hourly === undefined ? undefined : nodes * days * HOURS_PER_DAY * hourly);
    const [least, likely, most] = [sized.best, sized.likely, sized.worst].map(usd);
    return {
      ...named,
      days: sized.likely,
      nodeHours: nodes * sized.likely * HOURS_PER_DAY,
      ...(likely !== undefined && { minimumUSD: least, usd: likely, maximumUSD: most }),
    };
  });
}

/** Days of the run as planned, and where its utilisation is better or worse. */
function runOf(
  training: StatedTraining,
  region: string,
): { best: number; likely: number; worst: number } | { reason: string } {
  try {
    const { plan, conditions } = sizingOf(training, region);
    const [candidate] = plan.ranked;
    if (!candidate) return { reason: plan.fallen[0]?.reason ?? "no layout runs" };
    const days = sensitivity(plan.workload, candidate, conditions).map(
      ({ candidate: { run } }) => run.wallSeconds / SECONDS_PER_DAY,
    );
    return { best: Math.min(...days), likely: candidate.run.wallSeconds / SECONDS_PER_DAY, worst: Math.max(...days) };
  } catch (error) {
    if (error instanceof UnknownModelError) return { reason: error.message };
    throw error;
  }
}

/**
 * The sizing of a run on the nodes that its job has.
 * @throws UnknownModelError where the catalogue has no model of the name.
 */
export function sizingOf(training: StatedTraining, region: string): ReturnType<typeof size> {
  const { name, nodes, instanceType, optimizer, strategy, trains } = training;
  const { model, sequence, utilisation } = trains;
  const batchTokens = trains.batchTokens === undefined ? undefined : countOf(String(trains.batchTokens));
  const tokens = countOf(String(trains.tokens));
  return size(
    {
      name,
      model,
      nodes,
      instanceTypes: [instanceType],
      prefer: "time",
      allowed: (layout) => follows(layout, strategy),
      ...(tokens !== undefined && { tokens }),
      ...(sequence !== undefined && { sequence }),
      ...(batchTokens !== undefined && { batchTokens }),
      ...(utilisation !== undefined && { utilisation }),
      ...(optimizer && { optimizer }),
    },
    region,
  );
}

function follows(layout: Layout, { tensor, pipeline, zero }: NonNullable<StatedTraining["strategy"]> = {}): boolean {
  return (
    (tensor === undefined || layout.tensorParallel === tensor) &&
    (pipeline === undefined || layout.pipelineParallel === pipeline) &&
    (zero === undefined || layout.zero === zero)
  );
}

/** What an hour of one of the pool's nodes costs in the bill. */
function hourlyOf(pool: string, lines: readonly BillLine[], resources: readonly PlanResource[]): number | undefined {
  const urns = new Set(resources.filter(({ inputs }) => poolOf(inputs) === pool).map(({ urn }) => urn));
  return lines.find(({ urn, concern, unit }) => urns.has(urn) && concern === "compute" && unit === "hour")
    ?.unitPriceUSD;
}
