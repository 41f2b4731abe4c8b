import type { DestroyRequest, Deployer, InterruptedOperation, UpdateResult } from "../engine/deployer";
import type { Diagnostic } from "../engine/engine";
import { hintsFor } from "./hints";
import { type Loss, lossOf } from "./loss";

/** What a destruction would do, for whoever consents to it by the stack's name. */
export interface Destruction {
  stack: string;
  loss: Loss;
  /** Stacks whose programs read its outputs. */
  readers: readonly string[];
  /** Keep what is protected, and what that depends on. */
  excludeProtected: boolean;
  /** URNs of the resources that go. */
  deleted: string[];
}

/** Reads what stands, and tells what becomes of it. Throws EngineError where the CLI, its login or the stack is missing. */
export async function prepareDestruction(
  deployer: Deployer,
  request: DestroyRequest,
  readers: readonly string[] = [],
): Promise<Destruction> {
  const { excludeProtected = false, stack } = request;
  const { resources } = await deployer.standing(request);
  const all = lossOf(resources);
  const deleted =
    excludeProtected && all.protected.length > 0
      ? await deployer.previewDestroy(request)
      : [...all.retained, ...all.lost, ...all.others].map(({ urn }) => urn);
  return { stack, loss: lossOf(resources, new Set(deleted)), readers, excludeProtected, deleted };
}

/** Why it cannot go on: something protected is in the way, or nothing stands. */
export function obstacleTo({ loss, excludeProtected, deleted }: Destruction): "protected" | "nothing" | undefined {
  if (loss.protected.length > 0 && !excludeProtected) return "protected";
  return deleted.length === 0 ? "nothing" : undefined;
}

/** What became of a destruction: `aidc destroy --json` prints it. */
export interface DestructionReport {
  schemaVersion: 1;
  stack: string;
  outcome: "destroyed" | "nothing" | "refused" | "stopped";
  loss: Loss;
  readers: readonly string[];
  /** URNs of what has gone, in order. */
  done: string[];
  /** URNs of what was to go and has not. */
  left: string[];
  errors: Pick<Diagnostic, "message" | "urn">[];
  /** What to do about them. */
  next: string[];
  interrupted: InterruptedOperation[];
  seconds?: number;
}

/** `result` and `seconds` are absent where nothing was begun. */
export function reportOf(destruction: Destruction, result?: UpdateResult, seconds?: number): DestructionReport {
  const { stack, loss, readers, deleted } = destruction;
  const { done = [], errors = [], interrupted = [], succeeded } = result ?? {};
  return {
    schemaVersion: 1,
    stack,
    outcome: result
      ? succeeded
        ? "destroyed"
        : "stopped"
      : obstacleTo(destruction) === "nothing"
        ? "nothing"
        : "refused",
    loss,
    readers,
    done,
    left: succeeded ? [] : deleted.filter((urn) => !done.includes(urn)),
    errors: errors.map(({ message, urn }) => ({ message, ...(urn !== undefined && { urn }) })),
    next: hintsFor(errors.map(({ message }) => message)),
    interrupted,
    ...(seconds !== undefined && { seconds }),
  };
}

/** 1 where something still stands that was to go. */
export const exitCodeOf = ({ outcome }: DestructionReport) => (outcome === "refused" || outcome === "stopped" ? 1 : 0);
