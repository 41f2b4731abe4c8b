import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";

/** Debian's Prometheus, promtool, Alertmanager and amtool, unpacked by `scripts/prometheus.sh`. */
export function programs() {
  const folder = execFileSync("scripts/prometheus.sh", { encoding: "utf8" }).trim();
  const path = (program: string) => join(folder, program);
  return {
    /** Exit code and both outputs together. */
    run: (program: string, args: string[]): { status: number | null; output: string } => {
      const { status, stdout, stderr } = spawnSync(path(program), args, { encoding: "utf8" });
      return { status, output: stdout + stderr };
    },
    /** In the folder of Alertmanager's own template: see the script. */
    start: (program: string, args: string[]): ChildProcess =>
      spawn(path(program), args, { stdio: "ignore", cwd: join(folder, "..", "share", "prometheus", "alertmanager") }),
  };
}

/** Asks until the answer is there; fails with the last reason after the time. */
export async function eventually<T>(ask: () => Promise<T | undefined> | T | undefined, seconds: number): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  let reason: unknown = "no answer";
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      reason = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`nothing within ${seconds} s: ${String(reason)}`);
}
