// A newcomer's first hour, walked by a script from the last commit: clone, install, plan, a failing check and its mending, a region, a
// report. Writes what each step took and printed to docs/newcomer.md, and fails where a step does not end as the page says that it does.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { format, resolveConfig } from "prettier";
import { machine } from "../bench/measure.mjs";
import { performance } from "node:perf_hooks";

/** Lines of a step's output that the page shows, of its beginning and of its end. */
const shown = { first: 12, last: 10 };

const folder = mkdtempSync(join(tmpdir(), "newcomer-"));
const clone = join(folder, "aidc");
const stackFile = join(clone, "stacks/us-east-1.yaml");
const asCloned = () => spawnSync("git", ["checkout", "--quiet", "stacks"], { cwd: clone });
const mistake = '  publicAccessCidrs: ["0.0.0.0/0"]\n';

const steps = [
  {
    title: "Clone",
    command: `git clone --quiet ${process.cwd()} aidc`,
    told: "git clone … aidc && cd aidc",
    in: folder,
  },
  { title: "Install", command: "npm ci --no-audit --no-fund", quiet: true },
  { title: "See a whole region", command: "npx aidc plan us-east-1" },
  {
    title: "Fail a check",
    text: "Under `cluster:` in `stacks/us-east-1.yaml`, open the Kubernetes API server to the internet, as one does to try `kubectl` quickly:",
    yaml: `cluster:\n${mistake}`,
    before: () => writeFileSync(stackFile, readFileSync(stackFile, "utf8").replace(/^cluster:\n/m, `$&${mistake}`)),
    command: "npx aidc check us-east-1",
    status: 1,
    says: /EKS-01[^]*stacks\/us-east-1\.yaml:\d+/,
  },
  { title: "Understand why", command: "npx aidc policy explain EKS-01", says: /What to do/ },
  {
    title: "Mend it",
    text: "Take the line out again.",
    before: asCloned,
    command: "npx aidc check us-east-1",
  },
  { title: "Have a region of one's own", command: "npx aidc region new us-east-2 --from us-east-1", says: /us-east-2/ },
  {
    title: "Show it to others",
    command: "npx aidc report us-east-1 --output us-east-1.html",
    writes: "us-east-1.html",
  },
];

function walk({ title, command, before, status = 0, says = /(?:)/, writes, in: cwd = clone }) {
  console.log(`${title}: ${command}`);
  before?.();
  const began = performance.now();
  const run = spawnSync("bash", ["-c", `${command} 2>&1`], {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    env: { ...process.env, COLUMNS: "100", NO_COLOR: "1" },
  });
  const seconds = (performance.now() - began) / 1000;
  const output = stripVTControlCharacters(run.stdout).trimEnd();
  if (run.status !== status) throw new Error(`${command} ended with ${run.status}, not ${status}:\n${output}`);
  if (!says.test(output)) throw new Error(`${command} does not say ${says}:\n${output}`);
  if (writes && statSync(join(cwd, writes)).size === 0) throw new Error(`${command} wrote an empty ${writes}`);
  return { seconds, output };
}

const time = (seconds) => (seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`);

function excerpt(output) {
  const lines = output.replaceAll(folder, "…").split("\n");
  if (lines.length <= shown.first + shown.last + 1) return lines;
  return [...lines.slice(0, shown.first), "…", ...lines.slice(-shown.last)];
}

function section({ title, text, yaml, command, told = command, status, quiet }, { seconds, output }) {
  const ends = status ? `, exit code ${status}` : "";
  const printed = quiet || output === "" ? [] : excerpt(output);
  return [
    `## ${title}`,
    ...(text ? [text] : []),
    ...(yaml ? [`\`\`\`yaml\n${yaml}\`\`\``] : []),
    `${time(seconds)}${ends}.`,
    ["```console", `$ ${told.replace("npx ", "")}`, ...printed, "```"].join("\n"),
  ].join("\n\n");
}

try {
  const walked = steps.map((step) => ({ step, result: walk(step) }));
  const total = walked.reduce((sum, { result }) => sum + result.seconds, 0);
  const rows = walked.map(
    ({ step, result }) =>
      `| ${step.title} | \`${(step.told ?? step.command).replace("npx ", "")}\` | ${time(result.seconds)} |`,
  );
  const page = `# A newcomer's path

From a clone to a report, walked by \`npm run newcomer\` as somebody who has Node.js and git, and no cloud account: ${time(total)} of waiting
in all. [The tutorial](tutorial.md) goes further. Measured on ${machine()}.

| step | command | time |
| --- | --- | ---: |
${rows.join("\n")}

${walked.map(({ step, result }) => section(step, result)).join("\n\n")}
`;
  const file = "docs/newcomer.md";
  writeFileSync(file, await format(page, { ...(await resolveConfig(file)), parser: "markdown" }));
  console.log(`wrote ${file}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
