import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

/** What a program may see of this process's environment: how to find executables, speak to people and write scratch files. */
const inherited = [
  "PATH",
  "LANG",
  "LANGUAGE",
  "LC_ALL",
  "LC_CTYPE",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "COMSPEC",
];

/**
 * A home without credentials: neither `~/.aws` nor `~/.kube` is found there. The name is the one Debian gives to users that
 * have no home.
 */
const noHome = { HOME: "/nonexistent", USERPROFILE: "/nonexistent" };

export interface NodeCommand {
  arguments: string[];
  directory: string;
  /** Whether to leave out of the SDK what costs time and shows nowhere. */
  accelerate: boolean;
  environment: Record<string, string>;
  /** Ends it; `ended` then rejects. */
  signal?: AbortSignal | undefined;
}

/** A Node.js process that never outlives the one that started it. */
export class NodeProcess {
  /** Its exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  private readonly child: ChildProcess;
  private readonly kill = () => this.child.kill("SIGKILL");

  constructor(command: NodeCommand) {
    this.child = spawn(
      process.execPath,
      [...(command.accelerate ? ["--require", preloadFile()] : []), ...command.arguments],
      {
        cwd: command.directory,
        env: childEnvironment(command.environment),
        // The fourth is never written to: it closes with this process, and the preload ends the child with it.
        stdio: ["ignore", "pipe", "pipe", "pipe"],
        signal: command.signal,
      },
    );
    this.child.stdio[3]?.on("error", () => undefined);
    process.once("exit", this.kill);
    this.ended = new Promise((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("close", (code, signal) => resolve(code ?? signal ?? 1));
    });
    this.ended.finally(() => process.off("exit", this.kill)).catch(() => undefined);
  }

  /** What it prints waits until this is called. */
  onOutput(listen: (stream: "stdout" | "stderr", line: string) => void): void {
    for (const stream of ["stdout", "stderr"] as const) {
      const input = this.child[stream];
      if (input) createInterface({ input }).on("line", (line) => listen(stream, line));
    }
  }

  async end(): Promise<void> {
    this.kill();
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.resume(); // It ends where someone has read it.
    await this.ended.catch(() => undefined);
  }
}

function childEnvironment(own: Record<string, string>): Record<string, string> {
  const environment: Record<string, string> = { ...noHome };
  for (const name of inherited) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return { ...environment, ...own };
}

let preload: string | undefined;

/** The compiled preload: beside this file once built, in `dist` where this file runs from its source. */
function preloadFile(): string {
  return (preload ??=
    [join(__dirname, "preload.js"), join(dirname(dirname(__dirname)), "dist", "engine", "embedded", "preload.js")].find(
      existsSync,
    ) ?? "");
}
