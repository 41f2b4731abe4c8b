import { availableParallelism } from "node:os";
import { measure as measureOnce } from "../measure.mjs";
import { table } from "../table.mjs";

export const title = "The plan of a fleet";

const sizes = (process.env.SIZES || "10,30,100").split(",").map(Number);

/** `aidc plan --all` over fleets of several sizes, beside a process for each stack. */
export async function measure() {
  const cases = [
    { count: Math.min(...sizes), how: "a process for each, one after the other", options: ["apart"] },
    ...sizes.map((count) => ({ count, how: "`aidc plan --all`", options: [] })),
  ];
  const rows = [];
  for (const { count, how, options } of cases) {
    const figures = await measureOnce(["node", "bench/fleet/plan.mjs", String(count), ...options]);
    const { seconds, processorSeconds, mebibytes } = figures;
    rows.push([
      count,
      how,
      `${seconds.toFixed(1)} s`,
      `${(seconds / count).toFixed(2)} s`,
      `${(processorSeconds / count).toFixed(2)} s`,
      `${mebibytes.toFixed(0)} MiB`,
    ]);
    console.error(rows.at(-1).join("  "));
  }
  const headings = ["stacks:", "how", "wall time:", "a stack:", "processor time a stack:", "peak memory:"];
  return `Generated stacks, of which every fourth is the reference region and the others have five lines: resources, packs, bill, address plan
and what they share; one cold run each. The memory is that of ${availableParallelism()} stacks at once, however many there are.

${table(headings, rows)}`;
}
