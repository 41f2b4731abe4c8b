import { createInterface } from "node:readline/promises";
import { Interruption, UseError } from "./failure";

/** Throws UseError, with what to do, where nobody can be asked. */
export function requireTerminal(otherwise: string) {
  if (!process.stdin.isTTY) throw new UseError(`there is no terminal to ask for consent on. ${otherwise}`);
}

/** What the user answers on the terminal, without blanks around it. Throws Interruption, with `otherwise`, where they leave. */
export async function ask(question: string, otherwise: string): Promise<string> {
  const { fitted } = await import("../sizing/render/fitted.js");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`${fitted(question.trimEnd(), process.stderr.columns ?? 80)} `)).trim();
  } catch {
    process.stderr.write("\n");
    throw new Interruption(otherwise);
  } finally {
    terminal.close();
  }
}

/** Asks whether to go on. Throws UseError, or Interruption where they leave, with `otherwise`, but for a yes. */
export async function askToGoOn(question: string, otherwise: string): Promise<void> {
  if (!/^y(es)?$/i.test(await ask(`${question} [y/N] `, otherwise))) throw new UseError(otherwise);
}
