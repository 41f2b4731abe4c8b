import { CertifyError } from "../certify/error";
import { EngineError } from "../engine/engine";
import { RegionRefusal } from "../regions/refusal";
import { formatProblem, StackFileError } from "../spec/problems";

/** A command that was used wrongly, in words for its user. */
export class UseError extends Error {
  override name = "UseError";
}

/** The user left, by Ctrl-C or at a question: what became of it. */
export class Interruption extends Error {
  override name = "Interruption";
}

/** Tells the user on stderr what was wrong and returns the exit code: 2, or as shells have it 130 where the user left. */
export function reportFailure(error: unknown): number {
  process.stderr.write(`${failureText(error)}\n`);
  return error instanceof Interruption ? 130 : 2;
}

const toldInWords = [EngineError, UseError, CertifyError, Interruption];

/** What was wrong, in words for the user. Only a defect of ours shows its stack. */
export function failureText(error: unknown): string {
  if (error instanceof StackFileError) return error.problems.map(formatProblem).join("\n");
  if (toldInWords.some((kind) => error instanceof kind)) return `aidc: ${(error as Error).message}`;
  if (error instanceof RegionRefusal)
    return `aidc: there can be no such region:\n${error.message.replace(/^/gm, "  ")}`;
  return `aidc: a defect of aidc itself; please report it with the lines below.\n${String((error as Error).stack ?? error)}`;
}
