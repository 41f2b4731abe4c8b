import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What a deployment needs of this project. Another place makes another project of it only where it is copied, not linked. */
const needed = [
  "Pulumi.yaml",
  "package.json",
  "bin",
  "catalog",
  "dist",
  "plugin",
  "policies",
  "report",
  "spec",
  "workloads",
];

export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** The project with stacks of its own in a temporary folder, where the CLI may write, and its command line in processes of their own. */
export class Project {
  readonly directory = mkdtempSync(join(tmpdir(), "aidc-project-"));

  constructor(stacks: Record<string, string>) {
    for (const entry of needed) cpSync(entry, join(this.directory, entry), { recursive: true });
    symlinkSync(resolve("node_modules"), join(this.directory, "node_modules"));
    mkdirSync(join(this.directory, "stacks"));
    for (const [name, text] of Object.entries({ base: readFileSync("stacks/base.yaml", "utf8"), ...stacks }))
      this.write(name, text);
  }

  write(stack: string, text: string) {
    writeFileSync(join(this.directory, "stacks", `${stack}.yaml`), text);
  }

  aidc(...args: string[]): Promise<Run> {
    return this.spawned([process.execPath, "bin/aidc.js", ...args]).ended;
  }

  pulumi(...args: string[]): Promise<Run> {
    return this.spawned(["pulumi", ...args, "--non-interactive"]).ended;
  }

  /** Deploys a stack, with its report as JSON, and calls `then` with the command's process id once `reached` holds. */
  async upUntil(stack: string, reached: () => boolean, then: (pid: number) => void): Promise<Run> {
    const { pid, ended } = this.spawned([process.execPath, "bin/aidc.js", "up", stack, "--yes", "--json"]);
    const poll = setInterval(() => {
      if (pid === undefined || !reached()) return;
      clearInterval(poll);
      then(pid);
    }, 50);
    return ended.finally(() => clearInterval(poll));
  }

  private spawned([command = "", ...args]: string[]): { pid: number | undefined; ended: Promise<Run> } {
    const child = spawn(command, args, { cwd: this.directory, stdio: ["ignore", "pipe", "pipe"] });
    const written = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (text: string) => (written[stream] += text));
    const ended = new Promise<Run>((done, fail) => {
      child.on("error", fail).on("close", (status) => done({ status, ...written }));
    });
    return { pid: child.pid, ended };
  }

  remove() {
    rmSync(this.directory, { recursive: true });
  }
}
