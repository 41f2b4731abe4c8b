import { availableParallelism, totalmem } from "node:os";

/** What became of a stack: what was asked of it, or in words for the user why there is none. */
export type Outcome<T> = { stack: string; result: T } | { stack: string; failure: string };

/** What a worker's function returns: it catches what is the stack's own fault. */
export type WorkerAnswer<T> = { result: T } | { failure: string };

export interface PoolOptions {
  /** The compiled module that serves the functions, with `worker` of workerpool. */
  worker: string;
  /** Told after each stack how many are done. */
  onDone?: (done: number) => void;
  /** How long one stack may take before its process is ended. Default 600. */
  limitSeconds?: number;
  processes?: number;
}

/** What a process takes while its stack's program runs, at most of the stacks measured in docs/bench.md. */
const bytesPerProcess = 2 ** 29;

/**
 * Calls the worker's function `method` with each stack's name and `args`, in several processes at once. A process lives until the
 * last stack is done, so that what it loads serves many. A stack that fails, hangs, or takes its process down does so alone.
 * Outcomes are in the stacks' order.
 */
export async function eachStack<T>(
  stacks: readonly string[],
  method: string,
  args: readonly unknown[],
  { worker, onDone, limitSeconds = 600, processes = processesFor(stacks.length) }: PoolOptions,
): Promise<Outcome<T>[]> {
  if (stacks.length === 0) return [];
  const { pool: open } = await import("workerpool");
  const pool = open(worker, {
    workerType: "process",
    maxWorkers: processes,
    // A worker's own words never mix with what this process prints for other programs to read.
    forkOpts: { stdio: ["ignore", 2, 2, "ipc"] },
  });
  let done = 0;
  const outcomeOf = async (stack: string): Promise<Outcome<T>> => {
    try {
      const call = pool.exec<(...args: unknown[]) => WorkerAnswer<T>>(method, [stack, ...args]);
      return { stack, ...(await call.timeout(limitSeconds * 1000)) };
    } catch (error) {
      return { stack, failure: brokenProcess(error as Error, limitSeconds) };
    } finally {
      onDone?.(++done);
    }
  };
  try {
    return await Promise.all(stacks.map(outcomeOf));
  } finally {
    await pool.terminate(true);
  }
}

/** As many as there are processors, where each has its memory. */
function processesFor(stacks: number): number {
  const memory = process.constrainedMemory() || totalmem();
  const most = Math.min(availableParallelism(), Math.floor(memory / bytesPerProcess), stacks);
  return Math.max(1, most);
}

function brokenProcess({ name, message }: Error, limitSeconds: number): string {
  if (name === "TimeoutError") return `took longer than ${limitSeconds} seconds, and was ended`;
  const [, signal] = /signalCode: `(SIG\w+)`/.exec(message) ?? [];
  if (signal) return `its process was ended by ${signal}; where memory is short, that is how the system ends one`;
  return /exitCode: `\d+`/.test(message) ? "its process ended before it was done; it says above why" : message;
}
