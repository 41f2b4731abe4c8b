// How long things take, beside peers in the same run: `npm run bench` writes docs/bench.md. `npm run bench -- policies cleaning` measures
// these chapters and keeps the others as the page has them. RUNS=1, SIZES=10, COUNTS=200 and ROWS=2000 make a run shorter. Linux only.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import * as cleaning from "./cleaning/chapter.mjs";
import * as fleet from "./fleet/chapter.mjs";
import { machine } from "./measure.mjs";
import * as packs from "./policy/packs.mjs";
import * as policies from "./policy/chapter.mjs";
import * as stacks from "./plan/chapter.mjs";

const page = "docs/bench.md";
const chapters = { stacks, fleet, policies, packs, cleaning };

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in chapters));
if (unknown) {
  console.error(`bench has no chapter ${unknown}: ${Object.keys(chapters).join(", ")}`);
  process.exit(2);
}

const before = new Map(
  (existsSync(page) ? readFileSync(page, "utf8") : "")
    .split(/^(?=## )/m)
    .map((text) => [/^## (.*)/.exec(text)?.[1], text.trim()]),
);

const texts = [];
for (const [name, { title, measure }] of Object.entries(chapters)) {
  if (asked.length > 0 && !asked.includes(name)) {
    if (before.has(title)) texts.push(before.get(title));
    continue;
  }
  console.error(title);
  const where = `${machine()}, ${new Date().toISOString().slice(0, 10)}`;
  texts.push(`## ${title}\n\n${await measure()}\n\nMeasured by \`npm run bench -- ${name}\`: ${where}.`);
}

const introduction = `# How long it takes

Wall time is that of a fresh process; processor time is user and system of all its processes; peak memory is the proportional set size of the
whole process tree. Under each chapter stand the machine and its load before the run. Where the load was not near zero, wall times are others'
doing too; then read the processor times.

\`npm run bench\` on Linux measures yours and writes this page; it installs the peers from their registries.`;
writeFileSync(page, await format([introduction, ...texts].join("\n\n"), { parser: "markdown", printWidth: 120 }));
