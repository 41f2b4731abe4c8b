import { type Candidate, type Conditions, candidateOf } from "./candidate";
import type { TrainingWorkload } from "./workload";

/** The same nodes at another utilisation. */
export interface Sensitivity {
  /** Of the planned utilisation. */
  factor: number;
  candidate: Candidate;
  inTime: boolean;
}

const FACTORS = [0.8, 0.9, 1, 1.1];

/** What becomes of a plan where the accelerators are used less or more than planned: the input that nobody knows before the run. */
export function sensitivity(workload: TrainingWorkload, chosen: Candidate, conditions: Conditions): Sensitivity[] {
  return FACTORS.map((factor) => {
    const utilisation = chosen.mfu * factor;
    const candidate = candidateOf(workload, chosen.offer, chosen.nodes, chosen.fitting, { ...conditions, utilisation });
    return { factor, candidate, inTime: candidate.run.wallSeconds <= workload.withinSeconds };
  });
}
