import { availableParallelism } from "node:os";
import type { Deployment } from "../lifecycle/deployment";
import { type DeploymentReport, reportOf } from "../lifecycle/report";
import { type Journal, stands } from "./journal";
import type { Wave } from "./waves";

export interface Rollout {
  waves: readonly Wave[];
  /** Of each stack's planned resources. */
  fingerprints: ReadonlyMap<string, string>;
  /** Brought up to date as stacks are done. */
  journal: Journal;
}

/** What a rollout does with its stacks. */
export interface RolloutSteps {
  prepare: (stack: string) => Promise<Deployment>;
  /** Shows a wave's deployments and asks; throws without consent. */
  consent: (wave: Wave, deployments: readonly Deployment[]) => Promise<void>;
  deploy: (deployment: Deployment) => Promise<DeploymentReport>;
  /** Called whenever the journal has changed. */
  record: (journal: Journal) => void;
  now: () => Date;
}

/** What became of a rollout: `aidc up --all --json` prints it. */
export interface RolloutReport {
  schemaVersion: 1;
  outcome: "deployed" | "stopped";
  waves: WaveReport[];
  /** Stacks that do not stand as they should yet. */
  left: string[];
}

export interface WaveReport {
  name: string;
  /** Stacks that stood already when this run began. */
  before: string[];
  deployments: DeploymentReport[];
}

/**
 * Deploys wave after wave: each wave's stacks are prepared, consented to, and deployed at the same time. The first wave in which one
 * is refused or stops is the last; a wave in which one is refused is not begun. What stands already, as the journal has it, is left.
 */
export async function rollOut({ waves, fingerprints, journal }: Rollout, steps: RolloutSteps): Promise<RolloutReport> {
  const reports: WaveReport[] = [];
  const isDone = (stack: string) => stands(journal, stack, fingerprints.get(stack) ?? "");
  for (const wave of waves) {
    const before = wave.stacks.filter(isDone);
    const due = { ...wave, stacks: wave.stacks.filter((stack) => !isDone(stack)) };
    const deployments = due.stacks.length === 0 ? [] : await deployWave(due, { fingerprints, journal }, steps);
    reports.push({ name: wave.name, before, deployments });
    if (!wave.stacks.every(isDone)) break;
  }
  const left = waves.flatMap(({ stacks }) => stacks).filter((stack) => !isDone(stack));
  if (left.length === 0) {
    journal.finished = steps.now().toISOString();
    steps.record(journal);
  }
  return { schemaVersion: 1, outcome: left.length === 0 ? "deployed" : "stopped", waves: reports, left };
}

async function deployWave(
  wave: Wave,
  { fingerprints, journal }: Omit<Rollout, "waves">,
  { prepare, consent, deploy, record, now }: RolloutSteps,
): Promise<DeploymentReport[]> {
  const { default: pMap } = await import("p-map");
  const prepared: Deployment[] = [];
  const failures: unknown[] = [];
  const keep = (stack: string) =>
    prepare(stack).then(
      (deployment) => prepared.push(deployment),
      (error) => failures.push(error),
    );
  try {
    await pMap(wave.stacks, keep, { concurrency: availableParallelism() });
    if (failures.length > 0) throw failures[0];
    const inOrder = wave.stacks.flatMap((stack) => prepared.find((deployment) => deployment.stack === stack) ?? []);
    await consent(wave, inOrder);
    const refused = inOrder.filter(({ refusal }) => refusal);
    return await pMap(refused.length > 0 ? refused : inOrder, async (deployment) => {
      const report = await deploy(deployment).catch((error: unknown) => notBegun(deployment, error));
      const { stack, outcome } = report;
      journal.stacks[stack] = { outcome, fingerprint: fingerprints.get(stack) ?? "", at: now().toISOString() };
      record(journal);
      return report;
    });
  } finally {
    await Promise.all(prepared.map((deployment) => deployment.discard()));
  }
}

/** A deployment that could not be begun stops the rollout as a failed one does, once the others of its wave are done. */
function notBegun(deployment: Deployment, error: unknown): DeploymentReport {
  const message = error instanceof Error ? error.message : String(error);
  const errors = [{ severity: "error" as const, message }];
  const { interrupted } = deployment;
  return reportOf(deployment, { succeeded: false, changes: {}, done: [], errors, outputs: {}, interrupted });
}
