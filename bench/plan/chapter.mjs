import { measured, runs } from "../measure.mjs";
import { table } from "../table.mjs";

export const title = "The plan of a stack file";

const cases = [
  ["five lines", "bench/plan/five-lines.yaml"],
  ["the reference region", "us-east-1"],
];

/** `aidc plan` of the shortest stack file and of the reference region. */
export async function measure() {
  const rows = [];
  for (const [name, stack] of cases) {
    const figures = await measured(["node", "bin/aidc.js", "plan", stack, "--json"], runs);
    const { seconds, leastSeconds, processorSeconds, mebibytes } = figures;
    rows.push([
      name,
      `${leastSeconds.toFixed(2)} s`,
      `${seconds.toFixed(2)} s`,
      `${processorSeconds.toFixed(2)} s`,
      `${mebibytes.toFixed(0)} MiB`,
    ]);
    console.error(rows.at(-1).join("  "));
  }
  const headings = ["stack file", "least wall time:", "median:", "processor time:", "peak memory:"];
  return `\`aidc plan\`: resources, packs and bill; ${runs} cold runs each.\n\n${table(headings, rows)}`;
}
