// Measures plans side by side: cold wall time and peak memory of the whole process tree (Linux, proportional set size),
// the median of three runs each. `npm run bench:plan`; the table goes to docs/bench-plan.md.
import { writeFileSync } from "node:fs";
import { machine, measured } from "../measure.mjs";

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

const rows = [];
for (const { name, command } of cases) {
  const { seconds, mebibytes } = await measured(command, runs);
  rows.push(`| ${name} | ${seconds.toFixed(2)} s | ${mebibytes.toFixed(0)} MiB |`);
  console.error(rows.at(-1));
}

const page = `# How long a plan takes

Cold wall time and peak memory of the whole process tree (proportional set size), the median of ${runs} runs. Machine: ${machine()}.
Made by \`npm run bench:plan\`.

| plan | wall time | peak memory |
|---|---|---|
${rows.join("\n")}
`;
writeFileSync("docs/bench-plan.md", page);
