// The start of a policy pack's own process, as `pulumi preview --policy-pack` starts it.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { median } from "../measure.mjs";
import { table } from "../table.mjs";

export const title = "The start of a policy pack";

const runs = 5;

/** Seconds from the start of a pack's process until it serves, and its peak memory. */
function startOf(pack) {
  const command = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack");
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [command, "127.0.0.1:1", "."], {
      cwd: pack,
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${pack} ended with ${code}`)));
    child.stdout.on("data", (data) => {
      if (!/^\d+\s*$/.test(data.toString())) return;
      const seconds = (performance.now() - started) / 1000;
      const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]);
      child.removeAllListeners("exit");
      child.once("exit", () => resolve({ seconds, mebibytes: peak / 1024 }));
      child.kill();
    });
  });
}

export async function measure() {
  const packs = readdirSync("policies").filter((each) => existsSync(join("policies", each, "PulumiPolicy.yaml")));
  const rows = [];
  for (const pack of packs) {
    const starts = [];
    for (let run = 0; run < runs; run++) starts.push(await startOf(join("policies", pack)));
    const middle = (key) => median(starts.map((start) => start[key]));
    rows.push([pack, `${middle("seconds").toFixed(2)} s`, `${middle("mebibytes").toFixed(0)} MiB`]);
    console.error(rows.at(-1).join("  "));
  }
  return `From the start of its process to the port it serves; the medians of ${runs} runs.

${table(["pack", "wall time:", "peak memory:"], rows)}`;
}
