// How many documents the cleaning job takes a second, stage by stage, on this machine.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { table } from "../table.mjs";

export const title = "Cleaning";

const rows = Number(process.env.ROWS ?? 20_000);
const data = resolve("test/real/cleaning");
const printed = (script) => execFileSync(`scripts/${script}`, { encoding: "utf8" }).trim();

/** Seconds of each stage. */
async function clean(python, folder) {
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

export async function measure() {
  const python = printed("cleaning-python.sh");
  const folder = mkdtempSync(join(tmpdir(), "aidc-bench-cleaning-"));
  try {
    execFileSync(python, [`${data}/dirty.py`, folder, String(rows), "1"]);
    const { "start of Spark": start, ...stages } = await clean(python, folder);
    const all = Object.values(stages).reduce((sum, seconds) => sum + seconds, 0);
    const lines = Object.entries({ ...stages, all }).map(([stage, seconds]) => [
      stage,
      `${seconds.toFixed(1)} s`,
      Math.round(rows / seconds).toLocaleString("en-US"),
    ]);
    return `${rows.toLocaleString("en-US")} documents of about 115 words, made by \`test/real/cleaning/dirty.py\` and cleaned by every rule of
\`test/real/cleaning/documents.yaml\`: types and ranges, language, quality, personal data, outliers, exact and near duplicates. One run of Spark in
one process, which took ${start.toFixed(1)} s to start.

${table(["stage", "wall time:", "documents a second:"], lines)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
