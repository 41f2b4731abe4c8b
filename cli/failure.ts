import { CertifyError } from "../certify/error";
import { EngineError } from "../engine/engine";
import { RegionRefusal } from "../regions/refusal";
import { formatProblem, StackFileError } from "../spec/problems";

/** A command that was used wrongly, in words for its user. */
export class UseError extends Error {
  override name = "UseError";
}

/** Tells the user on stderr what was wrong and returns the exit code, 2. Only a defect of ours shows its stack. */
export function reportFailure(error: unknown): number {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  if (error instanceof StackFileError) {
    for (const problem of error.problems) say(formatProblem(problem));
  } else if (error instanceof EngineError || error instanceof UseError || error instanceof CertifyError) {
    say(`aidc: ${error.message}`);
  } else if (error instanceof RegionRefusal) {
    say(`aidc: there can be no such region:\n${error.message.replace(/^/gm, "  ")}`);
  } else {
    say(
      `aidc: a defect of aidc itself; please report it with the lines below.\n${String((error as Error).stack ?? error)}`,
    );
  }
  return 2;
}
