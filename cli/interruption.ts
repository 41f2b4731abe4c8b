/**
 * Runs what must not be cut off halfway: on an interrupt, what is under way is finished and nothing new begun. A terminal sends its
 * interrupt to the Pulumi CLI too, for which a second one means to stop at once; any other signal is passed on.
 */
export async function untilInterrupted<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const tell = () =>
    process.stderr.write("stopping: what is under way is finished first. A second interrupt leaves it half done.\n");
  const onInterrupt = () => {
    tell();
    if (!process.stdin.isTTY) controller.abort();
  };
  const onTerminate = () => {
    tell();
    controller.abort();
  };
  process.on("SIGINT", onInterrupt).on("SIGTERM", onTerminate);
  try {
    return await run(controller.signal);
  } finally {
    process.off("SIGINT", onInterrupt).off("SIGTERM", onTerminate);
  }
}
