// How many documents the cleaning job takes a second, stage by stage, on this machine: `npm run bench:cleaning`. The page goes to
// docs/bench-cleaning.md. ROWS=2000 is quicker.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";

const rows = Number(process.env.ROWS ?? 20_000);
const data = resolve("test/real/cleaning");
const printed = (script) => execFileSync(`scripts/${script}`, { encoding: "utf8" }).trim();
const python = printed("cleaning-python.sh");
const folder = mkdtempSync(join(tmpdir(), "aidc-bench-cleaning-"));

/** Seconds of each stage, and of the whole run. */
async function run() {
  const submit = "--master local[*] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=8 pyspark-shell";
  const started = performance.now();
  const paths = [`--rules=${data}/documents.yaml`, `--input=${folder}/documents`, `--output=${folder}/out`];
  const child = spawn(python, ["-m", "cleaning", ...paths], {
    env: {
      ...process.env,
      JAVA_HOME: resolve(printed("java.sh"), "../.."),
      PYSPARK_PYTHON: python,
      PYSPARK_SUBMIT_ARGS: submit,
      PYTHONPATH: resolve("workloads"),
      SPARK_LOCAL_IP: "127.0.0.1",
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise((done) => child.once("close", done));
  const seconds = {};
  let since = started;
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line);
    const now = performance.now();
    if (event.event === "run") seconds["start of Spark"] = (now - since) / 1000;
    if (event.event === "stage") seconds[event.stage] = (now - since) / 1000;
    if (event.event === "result") seconds["results and report"] = (now - since) / 1000;
    if (event.event !== "started") since = now;
  }
  const code = await ended;
  if (code !== 0) throw new Error(`the job ended with ${code}`);
  return seconds;
}

try {
  execFileSync(python, [`${data}/dirty.py`, folder, String(rows), "1"]);
  const load = loadavg()[0].toFixed(1);
  const seconds = await run();
  const work = Object.entries(seconds).filter(([stage]) => stage !== "start of Spark");
  const total = work.reduce((sum, [, each]) => sum + each, 0);
  const line = (name, each) => `| ${name} | ${each.toFixed(1)} | ${Math.round(rows / each).toLocaleString("en-US")} |`;
  const table = [...work.map(([name, each]) => line(name, each)), line("all", total)].join("\n");
  writeFileSync(
    "docs/bench-cleaning.md",
    `# How long cleaning takes

${rows.toLocaleString("en-US")} documents of about 115 words, made by \`test/real/cleaning/dirty.py\` and cleaned by every rule of
\`test/real/cleaning/documents.yaml\`: types and ranges, language, quality, personal data, outliers, exact and near duplicates. One run of Spark in one
process on ${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${load} before it. Spark took ${seconds["start of Spark"].toFixed(1)} s to start.

| stage | seconds | documents a second |
| ----- | ------: | -----------------: |
${table}

Made by \`npm run bench:cleaning\`.
`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
