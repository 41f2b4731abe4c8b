import type { EngineEvent } from "../engine/engine";

let wanted = true;

/** Whether the commands that follow tell of their progress. */
export function showProgress(shown: boolean) {
  wanted = shown;
}

export const isShown = () => wanted;

/** Whether what is told on stderr can be renewed in place: on a terminal that somebody watches. */
export const isLive = () => process.stderr.isTTY && process.env.TERM !== "dumb" && !("CI" in process.env);

/** Tells on stderr what a run is doing: a spinner on a terminal, nothing in a pipe or where `quiet`. */
export async function progress(stack: string, quiet = false) {
  const { update, stop } = await waiting(`${stack}: starting`, { quiet });
  return {
    onEvent: (event: EngineEvent) => {
      if (event.kind === "resource") update(`${stack}: ${event.registered} resources`);
      if (event.kind === "policies") update(`${stack}: judging with ${event.pack}`);
    },
    stop,
  };
}

interface Waiting {
  quiet?: boolean;
  /** Whether an interrupt ends the command there and then, with 130 (default: true). */
  endsAtOnce?: boolean;
}

/** Tells on stderr what a command waits for; nothing in a pipe or where `quiet`. */
export async function waiting(text: string, { quiet = false, endsAtOnce: handleSignals = true }: Waiting = {}) {
  if (!wanted || quiet || !isLive()) return { update: () => undefined, stop: () => undefined };
  const { default: createSpinner } = await import("yocto-spinner");
  const spinner = createSpinner({ text, stream: process.stderr, handleSignals }).start();
  return {
    update: (next: string) => {
      if (spinner.isSpinning) spinner.text = next;
    },
    stop: () => void spinner.stop(),
  };
}
