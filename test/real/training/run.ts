import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { resolve } from "node:path";

const root = resolve(__dirname, "../../..");

export const python = () => script("training-python.sh");
export const mnist = () => script("mnist.sh");
export const haproxy = () => script("haproxy.sh");

/** Runs a script that prepares something in `.cache/` and prints where it is. */
function script(name: string): string {
  return execFileSync(resolve(root, "scripts", name), { encoding: "utf8", timeout: 900_000 }).trim();
}

/** A line of JSON that a workload printed. */
export interface Event {
  event: string;
  [fact: string]: unknown;
}

/** A Python program of `workloads/` as a pod would run it. */
export class Run {
  readonly process: ChildProcess;
  readonly ended: Promise<number>;
  stderr = "";
  private stdout = "";

  constructor(args: string[], environment: Record<string, string> = {}) {
    const { PATH = "", HOME = "" } = process.env;
    this.process = spawn(python(), args, {
      env: { PATH, HOME, PYTHONPATH: resolve(root, "workloads"), PYTHONDONTWRITEBYTECODE: "1", ...environment },
      detached: true, // a process group of its own, so that a test can end what it started
    });
    this.process.stdout?.on("data", (text: Buffer) => (this.stdout += text.toString()));
    this.process.stderr?.on("data", (text: Buffer) => (this.stderr += text.toString()));
    this.ended = new Promise((done) => this.process.on("close", (code) => done(code ?? 128)));
  }

  get events(): Event[] {
    const lines = this.stdout.split("\n").filter((line) => line.startsWith("{") && line.endsWith("}"));
    return lines.map((line) => JSON.parse(line) as Event);
  }

  last(name: string): Event | undefined {
    return this.events.filter(({ event }) => event === name).at(-1);
  }

  /** Waits until the program has said `name` so often; rejects when it ends first. */
  async says(name: string, times = 1): Promise<void> {
    const enough = () => this.events.filter(({ event }) => event === name).length >= times;
    const ended = this.ended.then(() => true);
    while (!enough()) {
      const over = await Promise.race([ended, pause(200).then(() => false)]);
      if (over && !enough())
        throw new Error(`ended before it said ${name}:\n${this.stdout}\n${this.stderr.slice(-4000)}`);
    }
  }

  stop(signal: NodeJS.Signals = "SIGKILL") {
    if (this.process.exitCode === null && this.process.pid) {
      try {
        process.kill(-this.process.pid, signal);
      } catch {
        // It ended in the meantime.
      }
    }
  }
}

/** Processes that `node`'s launcher started. */
export function workersOf(node: Run): number[] {
  const out = execFileSync("ps", ["-o", "pid=", "--ppid", String(node.process.pid)], { encoding: "utf8" });
  return out.split("\n").flatMap((line) => (line.trim() ? [Number(line)] : []));
}

export const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** The first of `count` ports in a row that are free on loopback. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 30_000);
    const free = await Promise.all(Array.from({ length: count }, (_, offset) => isFree(first + offset)));
    if (free.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, "0.0.0.0", () => server.close(() => done(true)));
  });
}
