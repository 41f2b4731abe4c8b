import type { InterruptedOperation, UpdateResult } from "../engine/deployer";
import type { Diagnostic } from "../engine/engine";
import type { CostChange, Difference } from "../plan/check/check";
import type { Plan } from "../plan/plan";
import type { Deployment } from "./deployment";
import { hintsFor } from "./hints";

/** What became of a deployment: `aidc up --json` prints it. */
export interface DeploymentReport {
  schemaVersion: 1;
  stack: string;
  /** `refused`: its program fails, or a policy objects. `stopped`: begun, and not brought to its end. */
  outcome: "deployed" | "unchanged" | "refused" | "stopped";
  /** What it was to change, as it was consented to. */
  planned: Difference["counts"];
  /** Monthly US dollars. */
  cost: CostChange["monthlyUSD"];
  policy: Pick<Plan["policy"], "verdict" | "findings">;
  /** How many resources were changed, by what was done to them. Absent where nothing was begun. */
  changes?: Record<string, number>;
  /** URNs of what was to change and has not. */
  left: string[];
  errors: Pick<Diagnostic, "message" | "urn">[];
  /** What to do about them. */
  next: string[];
  interrupted: InterruptedOperation[];
  /** The stack's own, secrets masked. */
  outputs: Record<string, unknown>;
  seconds?: number;
}

/** `result` and `seconds` are absent where nothing was begun. */
export function reportOf(deployment: Deployment, result?: UpdateResult, seconds?: number): DeploymentReport {
  const { stack, plan, difference, cost } = deployment;
  const done = new Set(result?.done);
  const errors = result?.errors ?? plan.diagnostics.filter(({ severity }) => severity === "error");
  const left = difference.changes.filter(({ urn }) => !done.has(urn)).map(({ urn }) => urn);
  return {
    schemaVersion: 1,
    stack,
    outcome: outcomeOf(deployment, result),
    planned: difference.counts,
    cost: cost.monthlyUSD,
    policy: { verdict: plan.policy.verdict, findings: plan.policy.findings },
    ...(result && { changes: result.changes }),
    left: result?.succeeded ? [] : left,
    errors: errors.map(({ message, urn }) => ({ message, ...(urn !== undefined && { urn }) })),
    next: hintsFor(errors.map(({ message }) => message)),
    interrupted: result?.interrupted ?? deployment.interrupted,
    outputs: result?.outputs ?? {},
    ...(seconds !== undefined && { seconds }),
  };
}

function outcomeOf({ refusal, unchanged }: Deployment, result: UpdateResult | undefined): DeploymentReport["outcome"] {
  if (result) return result.succeeded ? "deployed" : "stopped";
  if (!refusal && !unchanged) throw new Error("a deployment that may go on has no outcome before it has gone on");
  return refusal ? "refused" : "unchanged";
}

/** 2 where the program itself fails, 1 where a policy objects or the deployment stopped. */
export function exitCodeOf({ outcome, policy }: DeploymentReport): number {
  if (outcome === "refused") return policy.verdict === "fail" ? 1 : 2;
  return outcome === "stopped" ? 1 : 0;
}
