import { publishedMachine, publishedRuns, publishedShape } from "../../catalog/publishedRuns";
import { trainingMemory } from "../memory/training";
import { DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS, expectedInterruptions } from "../reliability/failures";
import { goodput } from "../reliability/goodput";
import { simulateGoodput } from "../reliability/simulate";
import { GB } from "../units";
import { fittedMatmul } from "./calibrate";
import { networkPredictions } from "./networks";
import { type Prediction, predictions } from "./predictions";

/** Jobs on which formula and simulation of goodput are held against each other. */
const GOODPUT_JOBS = [
  { mtbfSeconds: 3 * 3600, restartSeconds: 600, checkpointStallSeconds: 20, nodes: 64 },
  { mtbfSeconds: 12 * 3600, restartSeconds: 1800, checkpointStallSeconds: 120, nodes: 16 },
  { mtbfSeconds: 3600, restartSeconds: 300, checkpointStallSeconds: 60, nodes: 32 },
];

/** `docs/sizing/proof.md`, as Markdown before formatting: what was published beside what we predict. */
export function proofPage(): string {
  const all = predictions();
  return [
    "# How far sizing is to be trusted",
    "Made by `npm run sizing:validate`; tests hold the bounds. Errors are of time: +10% where we predict 10% too long.",
    summary(all),
    "## Runs and steps",
    ...["predicted", "hours only", "calibration", "outside"].flatMap((role) => runsOf(all, role as Prediction["role"])),
    "## Convolutional and recurrent networks",
    ...networks(),
    "## Memory",
    ...memory(),
    "## Goodput",
    ...reliability(),
  ].join("\n\n");
}

/** Of rows of a role: how many, the mean and the largest error. */
export interface Errors {
  rows: number;
  mean: number;
  largest: number;
}

/** Of all rows of the roles together. */
export function errorsOf(all: Prediction[], ...roles: Prediction["role"][]): Errors {
  const errors = all.filter(({ role }) => roles.includes(role)).map(({ atDefault }) => Math.abs(atDefault.error));
  return {
    rows: errors.length,
    mean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    largest: Math.max(...errors),
  };
}

/** The largest error with the utilisation that the source gives, over all rows. */
export function errorAtPublished(all: Prediction[]): number {
  return Math.max(...all.flatMap(({ atPublishedUtilisation: at }) => (at ? [Math.abs(at.error)] : [])));
}

function summary(all: Prediction[]): string {
  const predicted = errorsOf(all, "predicted");
  const hours = errorsOf(all, "hours only");
  const together = errorsOf(all, "predicted", "hours only");
  const fits = ["A100", "H100"].map((family) => {
    const { best, rounded } = fittedMatmul(family);
    return `${family} ${best.toFixed(2)}, rounded down to ${rounded.toFixed(2)}`;
  });
  return [
    `- All ${together.rows} rows that fitted nothing, with our defaults: ${percent(together.mean)} on the mean, ${percent(together.largest)} at most. Beyond 25%: ${beyond(all)}.`,
    `- Of ${predicted.rows} of them the source says on how many accelerators, and mostly how, they ran: ${percent(predicted.mean)} on the mean, ${percent(predicted.largest)} at most.`,
    `- Of the other ${hours.rows} the source gives accelerator-hours only, not how many accelerators ran nor how. We assume what the same project published of itself: Llama 2's clusters of 2,000, Llama 3 405B's 16,384 accelerators and its batches, which doubled on the way. ${percent(hours.mean)} on the mean, ${percent(hours.largest)} at most. Such hours may hold restarts and experiments: by them Llama 2 34B used its accelerators worse than the 7B, the 13B and the 70B of the same project did, which no formula of size gives. Do not expect a bill of the whole project from a sizing of the run.`,
    `- With the utilisation that the source gives: ${percent(errorAtPublished(all))} at most.`,
    `- Fitted, and to the calibration rows only: the share of the peak in matrix products (${fits.join("; ")}) and the share of a run lost to what is no failure (BLOOM); beside them one share of the peak for CNNs and one for RNNs. Nothing else is fitted, and nothing by row.`,
    "- Left out, with its reason, is what the model of a step does not claim. It is shown all the same.",
  ].join("\n");
}

/** The rows that nothing was fitted to and that we miss by more than a quarter. */
function beyond(all: Prediction[]): string {
  const missed = all.filter(
    ({ role, atDefault }) => (role === "predicted" || role === "hours only") && Math.abs(atDefault.error) > 0.25,
  );
  return missed.map(({ run, atDefault }) => `${run.title} (${signed(atDefault.error)})`).join(" and ");
}

const HEADINGS: Record<Prediction["role"], string> = {
  predicted: "### Predicted",
  "hours only": "### Published as accelerator-hours only",
  calibration: "### Calibration set",
  outside: "### Outside the model",
};

function runsOf(all: Prediction[], role: Prediction["role"]): string[] {
  const rows = all
    .filter((prediction) => prediction.role === role)
    .map(({ run, accelerators, publishedTokensPerSecond, atPublishedUtilisation, atDefault }) => [
      run.title,
      accelerators.toLocaleString("en-US"),
      Math.round(publishedTokensPerSecond).toLocaleString("en-US"),
      atPublishedUtilisation ? signed(atPublishedUtilisation.error) : "",
      Math.round(atDefault.tokensPerSecond).toLocaleString("en-US"),
      signed(atDefault.error),
      ...(role === "outside" ? [run.outside ?? ""] : []),
    ]);
  const head = [
    "run",
    "accelerators",
    "published tokens/s",
    "error, published utilisation",
    "predicted tokens/s",
    "error",
  ];
  return [HEADINGS[role], table([...head, ...(role === "outside" ? ["why"] : [])], rows)];
}

function networks(): string[] {
  const all = networkPredictions();
  const rows = all.map(({ row, samplesPerSecond, publishedShareOfPeak, error }) => [
    row.title,
    row.samplesPerSecond.toLocaleString("en-US"),
    percent(publishedShareOfPeak),
    Math.round(samplesPerSecond).toLocaleString("en-US"),
    signed(error),
    row.calibration ? "fitted" : "predicted",
  ]);
  const errors = all.filter(({ row }) => !row.calibration).map(({ error }) => Math.abs(error));
  return [
    `One share of the peak a kind, fitted to ResNet-50 and GNMT on one A100, predicts the other ${errors.length} rows within ${percent(Math.max(...errors))}, ${percent(errors.reduce((sum, error) => sum + error, 0) / errors.length)} on the mean: a first guess, where a Transformer's is a plan. Measure one accelerator of yours, and pass its utilisation.`,
    table(["network", "published a second", "of the peak", "predicted a second", "error", ""], rows),
  ];
}

function memory(): string[] {
  const rows = publishedRuns().memory.map((fit) => {
    const { totalBytes } = trainingMemory({ ...fit, shape: publishedShape(fit) }, fit.layout);
    const has = publishedMachine(fit).memoryGB;
    const verdict = totalBytes <= has * GB;
    return [
      fit.id,
      `${has} GB`,
      `${fit.fits ? "fits" : "does not"}${fit.measuredGB === undefined ? "" : `, ${fit.measuredGB} GB`}`,
      `${(totalBytes / GB).toFixed(0)} GB`,
      verdict === fit.fits ? "right" : "wrong",
    ];
  });
  return [
    "Known fits and known failures; the prediction is right where it falls on the same side of the accelerator's memory.",
    table(["case", "has", "published", "predicted", ""], rows),
  ];
}

function reliability(): string[] {
  const rows = GOODPUT_JOBS.map(({ nodes, ...job }) => {
    const formula = goodput(job).goodput;
    const simulated = simulateGoodput(job, { trainingSeconds: 4000 * job.mtbfSeconds, nodes, seed: 7 }).goodput;
    const hours = (job.mtbfSeconds / 3600).toFixed(0);
    return [
      `${hours} h`,
      `${job.restartSeconds} s`,
      `${job.checkpointStallSeconds} s`,
      formula.toFixed(4),
      simulated.toFixed(4),
    ];
  });
  const { title, nodes, days, unexpected } = publishedRuns().interruptions;
  const expected = expectedInterruptions(nodes, days, DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS);
  return [
    table(["failure every", "restart", "checkpoint", "formula", "simulation"], rows),
    `${title}: ${unexpected} unexpected interruptions; ${expected.toFixed(0)} by the rate of other clusters (${signed(expected / unexpected - 1)}).`,
  ];
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function signed(share: number): string {
  return `${share < 0 ? "-" : "+"}${percent(Math.abs(share))}`;
}
