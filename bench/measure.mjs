// What benchmarks measure of a command: wall time, processor time and peak memory of its whole process tree (Linux).
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";

/** Runs of each command. */
export const runs = Number(process.env.RUNS ?? 3);

/** Memory of a process and its descendants, in KiB, each shared page counted once. */
function treeMemory(root) {
  const parents = new Map();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended between the listing and the reading.
    }
  }
  const inTree = (pid) => pid === root || (parents.has(pid) && parents.get(pid) > 1 && inTree(parents.get(pid)));
  let total = 0;
  for (const pid of parents.keys()) {
    if (!inTree(pid)) continue;
    try {
      total += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      // Likewise.
    }
  }
  return total;
}

/** bash's own `time` also counts the processes that a command started. */
const timed = ["-c", 'TIMEFORMAT="processor %U %S"; time "$@"', "bash"];

export function measure(command) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn("bash", [...timed, ...command], { stdio: ["ignore", "ignore", "pipe"] });
    let [peak, said] = [0, ""];
    child.stderr.on("data", (data) => (said += data));
    const sampling = setInterval(() => (peak = Math.max(peak, treeMemory(child.pid))), 50);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(sampling);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const [, user, system] = /^processor (\S+) (\S+)$/m.exec(said) ?? [];
      // 1 is a finding; more, or a signal, is no measurement.
      if (code === null || code > 1) reject(new Error(`${command.join(" ")} failed: ${said}`));
      else resolve({ seconds, processorSeconds: Number(user) + Number(system), mebibytes: peak / 1024 });
    });
  });
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The medians of several runs, and the least wall time. */
export async function measured(command, runs) {
  const results = [];
  for (let run = 0; run < runs; run++) results.push(await measure(command));
  const all = (key) => results.map((result) => result[key]);
  return {
    seconds: median(all("seconds")),
    leastSeconds: Math.min(...all("seconds")),
    processorSeconds: median(all("processorSeconds")),
    mebibytes: median(all("mebibytes")),
  };
}

/** The machine, and how busy others keep it. */
export function machine() {
  const load = loadavg()[0].toFixed(1);
  return `${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node.js ${process.version}, load ${load}`;
}
