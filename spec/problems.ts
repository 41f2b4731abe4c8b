/** A place in a stack file; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a value sits in a stack: map keys and list indexes, outermost first. */
export type Path = readonly (string | number)[];

/** One thing wrong with a stack file, in the words of the person who wrote it. */
export interface Problem extends Position {
  /** The value at fault in the user's terms, as `pools[1] (train-h200).nodes`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
  /** What the file says, as it would be written. */
  readonly found?: string;
  /** What it may say. */
  readonly allowed?: readonly string[];
  /** The next step. */
  readonly hint?: string;
}

/** A stack file that cannot be used, with everything wrong with it. */
export class StackFileError extends Error {
  override readonly name = "StackFileError";

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
  }
}

/** `file:line:column: path: message (found …; allowed: …). hint` on one line. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, path, message, found, allowed, hint } = problem;
  const details = [
    ...(found === undefined ? [] : [`found ${found}`]),
    ...(allowed === undefined ? [] : [`allowed: ${allowed.join(", ")}`]),
  ].join("; ");
  const subject = path === "" ? "" : `${path}: `;
  return `${file}:${line}:${column}: ${subject}${message}${details && ` (${details})`}${hint ? `. ${hint}` : ""}`;
}
