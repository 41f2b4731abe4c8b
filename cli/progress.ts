import { createSpinner } from "nanospinner";
import type { EngineEvent } from "../engine/engine";

let wanted = true;

/** Whether the commands that follow tell of their progress. */
export function showProgress(shown: boolean) {
  wanted = shown;
}

export const isShown = () => wanted;

const isVisible = (quiet: boolean) => wanted && !quiet && process.stderr.isTTY;

/** Tells on stderr what a run is doing: a spinner on a terminal, nothing in a pipe or where `quiet`. */
export function progress(stack: string, quiet = false) {
  const spinner = isVisible(quiet)
    ? createSpinner(`${stack}: starting`, { stream: process.stderr }).start()
    : undefined;
  return {
    onEvent: (event: EngineEvent) => {
      if (event.kind === "resource") spinner?.update({ text: `${stack}: ${event.registered} resources` });
      if (event.kind === "policies") spinner?.update({ text: `${stack}: judging with ${event.pack}` });
    },
    stop: () => spinner?.clear(),
  };
}

/** Tells on stderr what a command waits for; nothing in a pipe or where `quiet`. */
export function waiting(text: string, quiet = false) {
  const spinner = isVisible(quiet) ? createSpinner(text, { stream: process.stderr }).start() : undefined;
  return { update: (next: string) => spinner?.update({ text: next }), stop: () => spinner?.clear() };
}
