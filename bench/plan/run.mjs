// Measures plans side by side: cold wall time, processor time and peak memory of the whole process tree (Linux, proportional set
// size). `npm run bench:plan`; the table goes to docs/bench-plan.md.
import { writeFileSync } from "node:fs";
import { machine, measured } from "../measure.mjs";

const runs = Number(process.env.RUNS || 3);
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

const rows = [];
for (const { name, command } of cases) {
  const { seconds, leastSeconds, processorSeconds, mebibytes } = await measured(command, runs);
  const figures = [leastSeconds.toFixed(2), seconds.toFixed(2), processorSeconds.toFixed(2), mebibytes.toFixed(0)];
  rows.push(`| ${name} | ${figures.join(" | ")} |`);
  console.error(rows.at(-1));
}

const page = `# How long a plan takes

${runs} cold runs each: the least and the median wall time, and the medians of processor time (user and system, every process) and of peak
memory (proportional set size of the whole process tree). Packs are judged as \`aidc plan\` judges them.

Machine: ${machine()}. Where the load was not near zero, the wall times are others' doing too; then read the processor times.

| plan | least, s | median, s | processor, s | peak memory, MiB |
|---|---|---|---|---|
${rows.join("\n")}

To measure yours: \`npm run bench:plan\` on Linux writes this page; \`RUNS=1\` is quicker.
`;
writeFileSync("docs/bench-plan.md", page);
