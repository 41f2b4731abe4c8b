import { sizingOf } from "../plan/cost/runs";
import { planFacts } from "../plan/planOf";
import type { Stack, TrainingWorkload } from "../spec/stack";
import type { SizingAnswer } from "../sizing/planner/answer";
import { UnknownModelError } from "../sizing/planner/size";
import { dalyInterval } from "../sizing/reliability/checkpoint";
import { DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS, jobMtbfSeconds } from "../sizing/reliability/failures";
import { type Goodput, goodput } from "../sizing/reliability/goodput";
import { DEFAULT_RUN } from "../sizing/reliability/run";

/** A job under the failures that so many nodes have. */
export interface Interrupted {
  /** Absent where the job saves no checkpoints. */
  chosen?: Goodput;
  /** Hours, per cent of the time kept. */
  byInterval: number[][];
  /** Nodes, per cent of the time kept at each count's best interval. */
  byNodes: number[][];
}

const steps = 40;

/** What a job's failures and checkpoints leave of its time, at its own interval and nodes and around them. */
export function interrupted({ nodes, checkpoints }: TrainingWorkload): Interrupted {
  if (!checkpoints) return { byInterval: [], byNodes: [] };
  const { stallSeconds = 30, everySeconds } = checkpoints;
  const at = (count: number, intervalSeconds?: number) =>
    goodput({
      mtbfSeconds: jobMtbfSeconds(count, DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS),
      restartSeconds: DEFAULT_RUN.restartSeconds,
      checkpointStallSeconds: stallSeconds,
      ...(intervalSeconds !== undefined && { intervalSeconds }),
    });
  const best = Math.round(dalyInterval(stallSeconds, jobMtbfSeconds(nodes, DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS)));
  const chosen = at(nodes, everySeconds ?? best);
  const longest = Math.max(best, chosen.intervalSeconds) * 4;
  const intervals = Array.from({ length: steps }, (_, step) => (longest * (step + 1)) / steps);
  const counts = [...new Set(Array.from({ length: steps }, (_, step) => Math.ceil((nodes * 16 * (step + 1)) / steps)))];
  return {
    chosen,
    byInterval: intervals.map((interval) => [interval / 3600, at(nodes, interval).goodput * 100]),
    byNodes: counts.map((count) => [count, at(count).goodput * 100]),
  };
}

/** The sizings of the stack's jobs that say what they train, of models that the catalogue has. */
export function statedSizings(stack: Stack): SizingAnswer[] {
  const { trainings = [], region } = planFacts("", "", stack);
  return trainings.flatMap((training) => {
    try {
      return [sizingOf(training, region).answer];
    } catch (error) {
      if (error instanceof UnknownModelError) return [];
      throw error;
    }
  });
}
