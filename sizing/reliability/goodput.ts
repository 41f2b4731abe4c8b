import { dalyInterval } from "./checkpoint";

/** What stops a training job, and for how long. */
export interface Interruptions {
  /** Mean time between interruptions of the whole job. */
  mtbfSeconds: number;
  /** From the failure to the first new step, without the steps that are done again: detect, replace, start, load the checkpoint. */
  restartSeconds: number;
  /** Added to a restart that finds no spare node, times the chance of that; default 0. */
  expectedWaitSeconds?: number;
  /** Training stops this long for a checkpoint (only the copy to host memory, where writing runs beside). */
  checkpointStallSeconds: number;
  /** Time of training between checkpoints; Daly's interval where absent. */
  intervalSeconds?: number;
}

export interface Goodput {
  /** Share of the time that moves training forward and is kept. */
  goodput: number;
  intervalSeconds: number;
  /** Shares of the time; with goodput they add up to 1. */
  checkpointShare: number;
  redoneShare: number;
  restartShare: number;
}

/**
 * Goodput of a job with failures at random (exponential) times of mean `M`, exactly. A segment of training `T` and its checkpoint `C`
 * is done again from its start after each failure in it: `exp((T + C) / M) - 1` failures and `M` times that of running on average. A
 * restart of `R` that a failure strikes begins anew, so that it takes `M (exp(R / M) - 1)` on average.
 * Source: Daly 2006 (Future Generation Computer Systems 22(3)), section 3 (the complete model).
 */
export function goodput(job: Interruptions): Goodput {
  const { mtbfSeconds, checkpointStallSeconds } = job;
  const intervalSeconds = job.intervalSeconds ?? dalyInterval(checkpointStallSeconds, mtbfSeconds);
  const restart = job.restartSeconds + (job.expectedWaitSeconds ?? 0);
  const segment = intervalSeconds + checkpointStallSeconds;
  const failures = Math.expm1(segment / mtbfSeconds);
  const restartTime = failures * mtbfSeconds * Math.expm1(restart / mtbfSeconds);
  const total = failures * mtbfSeconds + restartTime;
  return {
    goodput: intervalSeconds / total,
    intervalSeconds,
    checkpointShare: checkpointStallSeconds / total,
    redoneShare: (failures * mtbfSeconds - segment) / total,
    restartShare: restartTime / total,
  };
}
