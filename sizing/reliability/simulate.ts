import type { Interruptions } from "./goodput";
import { dalyInterval } from "./checkpoint";

export interface SimulatedRun {
  goodput: number;
  interruptions: number;
  /** Time of the whole run. */
  seconds: number;
}

/**
 * A training job event by event, until it has done `trainingSeconds` of kept work: the check on `goodput`'s formula. The same seed gives
 * the same run. `nodes` clocks of exponential failures run side by side, as in a cluster; the job's is the first to ring.
 */
export function simulateGoodput(
  job: Interruptions,
  run: { trainingSeconds: number; nodes: number; seed: number },
): SimulatedRun {
  const random = generator(run.seed);
  const interval = job.intervalSeconds ?? dalyInterval(job.checkpointStallSeconds, job.mtbfSeconds);
  const restart = job.restartSeconds + (job.expectedWaitSeconds ?? 0);
  const nodeMtbf = job.mtbfSeconds * run.nodes;
  const alarms = new Float64Array(run.nodes).map(() => exponential(random, nodeMtbf));
  let now = 0;
  let kept = 0;
  let interruptions = 0;
  let next = earliest(alarms);
  /** Runs for the time, or until a node fails; says whether it ran through. */
  const survives = (seconds: number): boolean => {
    const alarm = alarms[next] ?? Infinity;
    if (now + seconds <= alarm) {
      now += seconds;
      return true;
    }
    now = alarm;
    interruptions++;
    alarms[next] = now + exponential(random, nodeMtbf);
    next = earliest(alarms);
    return false;
  };
  while (kept < run.trainingSeconds) {
    if (survives(interval + job.checkpointStallSeconds)) {
      kept += interval;
      continue;
    }
    while (!survives(restart));
  }
  return { goodput: kept / now, interruptions, seconds: now };
}

function earliest(alarms: Float64Array): number {
  let first = 0;
  for (let node = 1; node < alarms.length; node++)
    if ((alarms[node] ?? Infinity) < (alarms[first] ?? Infinity)) first = node;
  return first;
}

function exponential(random: () => number, mean: number): number {
  return -mean * Math.log(1 - random());
}

/** Mulberry32: 32 bits of state, uniform in [0, 1). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
