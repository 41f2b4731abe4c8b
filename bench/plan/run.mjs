// Measures plans side by side: cold wall time and peak memory of the whole process tree (Linux, proportional set size),
// the median of three runs each. `npm run bench:plan`; the table goes to docs/bench-plan.md.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

const runs = 3;
const cases = [
  {
    name: "five-line stack, packs and bill",
    command: ["node", "bin/aidc.js", "plan", "bench/plan/five-lines.yaml", "--json"],
  },
  { name: "reference region, packs and bill", command: ["node", "bin/aidc.js", "plan", "us-east-1", "--json"] },
  ...[100, 1_000, 10_000].map((count) => ({
    name: `${count.toLocaleString("en-US")} resources, packs and bill`,
    command: ["node", "bench/plan/preview.mjs", String(count)],
  })),
];

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

function measure([command, ...args]) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
    let [peak, said] = [0, ""];
    child.stderr.on("data", (data) => (said += data));
    const sampling = setInterval(() => (peak = Math.max(peak, treeMemory(child.pid))), 50);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(sampling);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      if (code === 2) reject(new Error(`${args.join(" ")} failed: ${said}`));
      else resolve({ seconds, mebibytes: peak / 1024 });
    });
  });
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const rows = [];
for (const { name, command } of cases) {
  const results = [];
  for (let run = 0; run < runs; run++) results.push(await measure(command));
  const seconds = median(results.map((result) => result.seconds)).toFixed(2);
  const mebibytes = median(results.map((result) => result.mebibytes)).toFixed(0);
  rows.push(`| ${name} | ${seconds} s | ${mebibytes} MiB |`);
  console.error(rows.at(-1));
}

const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node.js ${process.version}`;
const page = `# How long a plan takes

Cold wall time and peak memory of the whole process tree (proportional set size), the median of ${runs} runs. Machine: ${machine}.
Made by \`npm run bench:plan\`.

| plan | wall time | peak memory |
|---|---|---|
${rows.join("\n")}
`;
writeFileSync("docs/bench-plan.md", page);
