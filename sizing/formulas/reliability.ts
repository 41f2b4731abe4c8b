import {
  checkpointBytes,
  checkpointThroughput,
  dalyInterval,
  youngInterval,
  checkpointSeconds,
} from "../reliability/checkpoint";
import {
  DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS,
  expectedInterruptions,
  jobMtbfSeconds,
  sparesFor,
  chanceOfWaiting,
  geometricMean,
} from "../reliability/failures";
import { goodput } from "../reliability/goodput";
import { DEFAULT_RUN, trainingRun } from "../reliability/run";
import { simulateGoodput } from "../reliability/simulate";
import { transformerParameters } from "../parameters/transformer";
import { GB, SECONDS_PER_DAY } from "../units";
import { type FormulaPage, of, percent } from "./formula";
import { shapeOf } from "./models";

const rate = DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS;
const bytes = checkpointBytes(transformerParameters(shapeOf("llama-3-70b")).total, "adamw", "mixed");
const mtbf = jobMtbfSeconds(128, rate);
const job = { mtbfSeconds: mtbf, restartSeconds: 300, checkpointStallSeconds: 20 };
const minutes = (seconds: number) => of(seconds / 60, "min");
const spares = sparesFor(128, SECONDS_PER_DAY, rate);
const simulated = simulateGoodput(job, { trainingSeconds: 4000 * mtbf, nodes: 128, seed: 7 });
const run = trainingRun({
  nodes: 128,
  accelerators: 1024,
  trainingSeconds: 25 * SECONDS_PER_DAY,
  checkpointBytes: bytes,
});

export const reliabilityPage: FormulaPage = {
  file: "goodput",
  title: "Checkpoints, failures and goodput",
  code: ["sizing/reliability/"],
  letters: {
    C: "time that training stands for a checkpoint",
    M: "mean time between failures of the job",
    R: "time of a restart",
    T: "training between checkpoints",
  },
  formulas: [
    {
      name: "Size of a checkpoint",
      by: [checkpointBytes, checkpointThroughput, checkpointSeconds],
      formula: "parameters x (weights + optimizer), no gradients: 14 bytes a parameter of Adam in mixed precision",
      source: "BigScience, tr11-176B-ml: BLOOM's is 2.3 TiB for 176 billion",
      examples: [{ of: "Llama 3 70B, AdamW, mixed", gives: of(bytes / GB, "GB") }],
    },
    {
      name: "Interval between checkpoints",
      by: [youngInterval, dalyInterval],
      formula: "Young: sqrt(2 C M)\nDaly: sqrt(2 C M) (1 + sqrt(C / 2M) / 3 + C / 18M) - C where C < 2M, else M",
      source: "Young 1974 (CACM 17(9)); Daly 2006 (Future Generation Computer Systems 22(3)), equation 37",
      examples: [
        { of: "C = 20 s, 128 nodes: Young", gives: minutes(youngInterval(20, mtbf)) },
        { of: "the same: Daly", gives: minutes(dalyInterval(20, mtbf)) },
        {
          of: "throughput that writes the checkpoint in a quarter of it",
          gives: of(checkpointThroughput(bytes, dalyInterval(20, mtbf), 0.25) / GB, "GB/s"),
        },
      ],
    },
    {
      name: "Failures",
      by: [jobMtbfSeconds, expectedInterruptions, geometricMean],
      formula: `nodes x days x rate;   rate: ${rate} a thousand node-days unless you know better`,
      source: "the geometric mean of two clusters: Kokolis et al. 2024 (arXiv 2410.21680)",
      examples: [
        {
          of: "2,048 nodes, 54 days (Llama 3 405B saw 419)",
          gives: `${expectedInterruptions(2048, 54, rate).toFixed(0)} interruptions`,
        },
        { of: "128 nodes: one every", gives: of(mtbf / 3600, "h") },
      ],
    },
    {
      name: "Spare nodes",
      by: [sparesFor, chanceOfWaiting],
      formula: "the least s with P(Poisson(nodes x rate x repair time) > s) <= 1%",
      source: "Palm's theorem",
      examples: [
        {
          of: "128 nodes, a day to repair",
          gives: `${spares.spares} spares; ${spares.meanInRepair.toFixed(2)} in repair on average`,
        },
      ],
    },
    {
      name: "Goodput",
      by: [goodput, simulateGoodput],
      formula: "T / (M (exp((T + C) / M) - 1) (1 + exp(R / M) - 1))",
      source: "Daly 2006, section 3, the complete model; checked by a seeded simulation of every node",
      examples: [
        { of: "128 nodes, C = 20 s, R = 300 s", gives: percent(goodput(job).goodput) },
        { of: "the same, simulated", gives: percent(simulated.goodput) },
      ],
    },
    {
      name: "The whole run",
      by: [trainingRun],
      formula: `training / (goodput x ${DEFAULT_RUN.otherwiseUseful});   the factor is what a run loses to all else, fitted to BLOOM`,
      source: "BLOOM's hours against its steps ([proof](proof.md))",
      examples: [
        {
          of: "25 days of training on 128 nodes",
          gives: `${of(run.wallSeconds / SECONDS_PER_DAY, "days")}, ${run.interruptions.toFixed(0)} interruptions`,
        },
      ],
    },
  ],
};
