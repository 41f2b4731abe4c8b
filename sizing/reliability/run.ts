import { checkpointThroughput } from "./checkpoint";
import { DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS, jobMtbfSeconds, sparesFor } from "./failures";
import { type Goodput, goodput } from "./goodput";
import { SECONDS_PER_DAY } from "../units";

/** What a run is assumed to meet. Each can be set; none is hidden. */
export interface RunAssumptions {
  failuresPerThousandNodeDays: number;
  /** From a failure to the first new step: detect, replace, start, load. */
  restartSeconds: number;
  /** To repair or replace a failed node. */
  repairSeconds: number;
  /** Training stands this long for each checkpoint besides the copy, while it is gathered and handed over; writing runs beside. */
  checkpointPauseSeconds: number;
  /** Of one accelerator's copy of its part of a checkpoint to host memory. */
  hostCopyBytesPerSecond: number;
  /** Longest time to write a checkpoint out, as a share of the interval. */
  writeShare: number;
  /** Share of the time that is left after what the failures' formula does not know: evaluation, people, slow nodes, data. */
  otherwiseUseful: number;
}

/**
 * - `restartSeconds`: assumption, 5 minutes for reload, restart and warm-up (the default of MLSysIM's ReliabilityModel). At Llama 3's
 *   scale it keeps 94% of the time, where the paper says more than 90% (arXiv 2407.21783, section 3.3.4).
 * - `repairSeconds`: assumption, a day.
 * - `checkpointPauseSeconds`: asynchronous saving of a 7B model stops training for 6.3 s (PyTorch 2024, "Reducing Model Checkpointing
 *   Times by Over 10x with PyTorch Distributed Asynchronous Checkpointing").
 * - `hostCopyBytesPerSecond`: assumption, a third of PCIe 5.0 x16.
 * - `writeShare`: assumption, so that a slow write never meets the next.
 * - `otherwiseUseful`: fitted to BLOOM (`calibratesRuns` in `catalog/facts/published-runs.json`): 1,082,990 GPU-hours for what its
 *   104.7 s a step make 974,500, less its failures; other runs are predicted with it.
 */
export const DEFAULT_RUN: RunAssumptions = {
  failuresPerThousandNodeDays: DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS,
  restartSeconds: 300,
  repairSeconds: SECONDS_PER_DAY,
  checkpointPauseSeconds: 6.3,
  hostCopyBytesPerSecond: 20e9,
  writeShare: 0.25,
  otherwiseUseful: 0.91,
};

/** A training run from start to end, with everything that goes wrong. */
export interface TrainingRun {
  /** Time that training itself takes. */
  trainingSeconds: number;
  /** Time on the calendar. */
  wallSeconds: number;
  /** Kept share of the calendar time: failures and all else. */
  usefulShare: number;
  goodput: Goodput;
  mtbfSeconds: number;
  /** Interruptions to expect. */
  interruptions: number;
  spares: number;
  checkpointBytes: number;
  /** That the storage must take, bytes a second. */
  checkpointBytesPerSecond: number;
}

/** The run of so many nodes that trains for a time and saves checkpoints of a size at Daly's interval. */
export function trainingRun(
  run: { nodes: number; accelerators: number; trainingSeconds: number; checkpointBytes: number },
  assumptions: RunAssumptions = DEFAULT_RUN,
): TrainingRun {
  const { failuresPerThousandNodeDays, restartSeconds, repairSeconds } = assumptions;
  const mtbfSeconds = jobMtbfSeconds(run.nodes, failuresPerThousandNodeDays);
  const kept = goodput({
    mtbfSeconds,
    restartSeconds,
    checkpointStallSeconds:
      assumptions.checkpointPauseSeconds + run.checkpointBytes / run.accelerators / assumptions.hostCopyBytesPerSecond,
  });
  const usefulShare = kept.goodput * assumptions.otherwiseUseful;
  const wallSeconds = run.trainingSeconds / usefulShare;
  return {
    trainingSeconds: run.trainingSeconds,
    wallSeconds,
    usefulShare,
    goodput: kept,
    mtbfSeconds,
    interruptions: wallSeconds / mtbfSeconds,
    spares: sparesFor(run.nodes, repairSeconds, failuresPerThousandNodeDays).spares,
    checkpointBytes: run.checkpointBytes,
    checkpointBytesPerSecond: checkpointThroughput(run.checkpointBytes, kept.intervalSeconds, assumptions.writeShare),
  };
}
