import { type PublishedRun, publishedMachine, publishedRuns, publishedShape } from "../../catalog/publishedRuns";
import type { AcceleratorNode } from "../accelerator";
import { hardwareFlopsPerToken, modelFlopsPerToken } from "../flops/transformer";
import { type Layout, accelerators } from "../layout";
import { transformerParameters } from "../parameters/transformer";
import { fastestLayout } from "../planner/fastest";
import { checkpointBytes } from "../reliability/checkpoint";
import { trainingRun } from "../reliability/run";
import { type Efficiency, defaultEfficiency } from "../step/efficiency";
import { type StepTime, stepTime } from "../step/stepTime";
import { BITS_PER_BYTE, GB, SECONDS_PER_DAY, SECONDS_PER_HOUR, TERA } from "../units";

/** A published run beside what the formulas say of it. Errors are of time: 0.1 where we predict 10% too long. */
export interface Prediction {
  run: PublishedRun;
  /**
   * `calibration` fitted the defaults, so that it proves nothing; of `hours only` the source says neither how many accelerators ran nor
   * how, which the model of a step needs; `outside` is not claimed; `predicted` is the rest.
   */
  role: "calibration" | "predicted" | "hours only" | "outside";
  accelerators: number;
  /** What the source says, tokens a second on all accelerators; of a whole run, over its whole time. */
  publishedTokensPerSecond: number;
  /** With the utilisation the source gives; absent where it gives none, or no time to hold it against. */
  atPublishedUtilisation?: { tokensPerSecond: number; error: number };
  /** With our default efficiency, nothing told but the machine, the model and the layout (or the number of accelerators). */
  atDefault: { tokensPerSecond: number; mfu: number; error: number };
}

/** All published runs, predicted. */
export function predictions(): Prediction[] {
  return publishedRuns().runs.map((run) => predict(run));
}

/** One run, with other efficiencies than the default where given. */
export function predict(run: PublishedRun, changes: Partial<Efficiency> = {}): Prediction {
  const count = acceleratorsOf(run);
  const published = publishedTokensPerSecond(run, count);
  const given = givenUtilisation(run, count);
  const { mfu, tokensPerSecond } = defaultPrediction(run, count, changes);
  const error = (predicted: number) => published / predicted - 1;
  return {
    run,
    role: roleOf(run),
    accelerators: count,
    publishedTokensPerSecond: published,
    ...(given !== undefined && { atPublishedUtilisation: { tokensPerSecond: given, error: error(given) } }),
    atDefault: { tokensPerSecond, mfu, error: error(tokensPerSecond) },
  };
}

/** By what the source says, never by how well a row is predicted. */
function roleOf({ outside, calibration, calibratesRuns, assumed }: PublishedRun): Prediction["role"] {
  if (outside !== undefined) return "outside";
  if (calibration || calibratesRuns) return "calibration";
  return assumed?.includes("accelerators") ? "hours only" : "predicted";
}

/** The published machine as the formulas take it. */
export function publishedNode(run: { machine: string }): AcceleratorNode {
  const machine = publishedMachine(run);
  return {
    name: run.machine,
    acceleratorsPerNode: machine.acceleratorsPerNode,
    memoryBytes: machine.memoryGB * GB,
    memoryBytesPerSecond: machine.memoryGBps * GB,
    peakFlopsPerSecond: { bf16: machine.bf16Tflops * TERA },
    intraNodeBytesPerSecond: machine.intraNodeGBps * GB,
    networkBytesPerSecond: (machine.networkGbps * GB) / BITS_PER_BYTE / machine.acceleratorsPerNode,
  };
}

/** The default of the accelerator; tensor-parallel traffic hides as well as the rest where the source says that it does. */
function publishedEfficiency(run: PublishedRun): Efficiency {
  const base = defaultEfficiency(publishedMachine(run).accelerator);
  return run.tensorOverlap ? { ...base, overlap: { ...base.overlap, tensor: base.overlap.data } } : base;
}

function acceleratorsOf(run: PublishedRun): number {
  const count = run.accelerators ?? (run.layout && accelerators(run.layout));
  if (count === undefined)
    throw new Error(`catalog/facts/published-runs.json gives ${run.id} neither accelerators nor a layout`);
  return count;
}

/** From what the source says of time, where it says any, else from its throughput. */
function publishedTokensPerSecond(run: PublishedRun, count: number): number {
  return timedTokensPerSecond(run, count) ?? utilisedTokensPerSecond(run, count) ?? NaN;
}

function timedTokensPerSecond({ published, globalBatch, sequence }: PublishedRun, count: number): number | undefined {
  const { tokensPerSecond, secondsPerStep, tokens = NaN, days, acceleratorHours } = published;
  if (tokensPerSecond !== undefined) return tokensPerSecond;
  if (secondsPerStep !== undefined) return (globalBatch * sequence) / secondsPerStep;
  if (acceleratorHours !== undefined) return (tokens * count) / (acceleratorHours * SECONDS_PER_HOUR);
  return days === undefined ? undefined : tokens / (days * SECONDS_PER_DAY);
}

function utilisedTokensPerSecond(run: PublishedRun, count: number): number | undefined {
  const { tflops, mfu, counts, recomputation = run.layout?.recomputation ?? "none" } = run.published;
  const shape = publishedShape(run);
  const model = modelFlopsPerToken(shape, run.sequence);
  const peak = publishedMachine(run).bf16Tflops * TERA;
  if (mfu !== undefined) return (mfu * peak * count) / model;
  if (tflops === undefined) return undefined;
  return (
    (tflops * TERA * count) /
    (counts === "hardware" ? hardwareFlopsPerToken(shape, run.sequence, recomputation) : model)
  );
}

/** Only where time and utilisation are both given does one check the other. A whole run loses what every run loses. */
function givenUtilisation(run: PublishedRun, count: number): number | undefined {
  if (timedTokensPerSecond(run, count) === undefined) return undefined;
  const rate = utilisedTokensPerSecond(run, count);
  return rate === undefined ? undefined : rate * (run.whole ? usefulShare(run, count, rate) : 1);
}

/** Over all of a run, whose batch may have grown. */
function defaultPrediction(
  run: PublishedRun,
  count: number,
  changes: Partial<Efficiency>,
): { tokensPerSecond: number; mfu: number } {
  const efficiency = { ...publishedEfficiency(run), ...changes };
  const phases = phasesOf(run).map(({ share, globalBatch }) => ({
    share,
    step: defaultStep({ ...run, globalBatch }, count, efficiency),
  }));
  const over = (rate: "tokensPerSecond" | "mfu") =>
    1 / phases.reduce((sum, { share, step }) => sum + share / step[rate], 0);
  const tokensPerSecond = over("tokensPerSecond");
  const useful = run.whole ? usefulShare(run, count, tokensPerSecond) : 1;
  return { tokensPerSecond: tokensPerSecond * useful, mfu: over("mfu") };
}

/** The batches of a run, with the share of its tokens that each trained. */
function phasesOf({ earlierBatches = [], globalBatch, published: { tokens = NaN } }: PublishedRun) {
  const earlier = earlierBatches.map((phase) => ({ share: phase.tokens / tokens, globalBatch: phase.globalBatch }));
  return [...earlier, { share: 1 - earlier.reduce((sum, { share }) => sum + share, 0), globalBatch }];
}

function defaultStep(run: PublishedRun, count: number, efficiency: Efficiency): StepTime {
  const node = publishedNode(run);
  return run.layout ? stepTime(jobIn(run), run.layout, node, efficiency) : plannedStep(run, count, node, efficiency);
}

/** Where the source gives no layout, the planner's own, with the recomputation that the source names. */
function plannedStep(run: PublishedRun, count: number, node: AcceleratorNode, efficiency: Efficiency) {
  const workload = {
    ...run,
    name: run.id,
    shape: publishedShape(run),
    tokens: run.published.tokens ?? NaN,
    batchTokens: run.globalBatch * run.sequence,
    optimizer: "adamw" as const,
    withinSeconds: Infinity,
  };
  const { recomputation } = run.published;
  const allowed = (layout: Layout) => recomputation === undefined || layout.recomputation === recomputation;
  const fitting = fastestLayout(workload, node, count / node.acceleratorsPerNode, efficiency, allowed);
  if (!fitting) throw new Error(`no layout of ${run.id} fits on ${count} accelerators`);
  return fitting.step;
}

function usefulShare(run: PublishedRun, count: number, tokensPerSecond: number): number {
  const { total } = transformerParameters(publishedShape(run));
  return trainingRun({
    nodes: count / publishedMachine(run).acceleratorsPerNode,
    accelerators: count,
    trainingSeconds: (run.published.tokens ?? NaN) / tokensPerSecond,
    checkpointBytes: checkpointBytes(total, "adamw", run.precision),
  }).usefulShare;
}

function jobIn(run: PublishedRun) {
  const { sequence, globalBatch, precision, fusedAttention } = run;
  const job = { shape: publishedShape(run), sequence, globalBatch, precision, fusedAttention };
  return { ...job, optimizer: "adamw" as const };
}
