import { Interruption } from "./failure";

/**
 * Runs what must not be cut off halfway: on an interrupt, what is under way is finished and nothing new begun. A terminal sends its
 * interrupt to the Pulumi CLI too, for which a second one means to stop at once; any other signal is passed on.
 */
export async function untilInterrupted<T>(
  run: (signal: AbortSignal) => Promise<T>,
  say: (text: string) => void,
): Promise<T> {
  const controller = new AbortController();
  const finishing = "stopping: what is under way is finished first.";
  const onTerminate = () => {
    say(finishing);
    controller.abort();
  };
  const onInterrupt = () => {
    if (process.stdin.isTTY) say(`${finishing} A second interrupt leaves it half done.`);
    else onTerminate();
  };
  process.on("SIGINT", onInterrupt).on("SIGTERM", onTerminate);
  try {
    return await run(controller.signal);
  } finally {
    process.off("SIGINT", onInterrupt).off("SIGTERM", onTerminate);
  }
}

/** Runs what is left off at an interrupt, once it has cleaned up. Throws Interruption, with `otherwise`, where it was. */
export async function unlessInterrupted<T>(run: (signal: AbortSignal) => Promise<T>, otherwise: string): Promise<T> {
  const controller = new AbortController();
  const leave = () => controller.abort();
  process.on("SIGINT", leave).on("SIGTERM", leave);
  try {
    return await run(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? new Interruption(otherwise) : error;
  } finally {
    process.off("SIGINT", leave).off("SIGTERM", leave);
  }
}
