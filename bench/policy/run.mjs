// Policies side by side in one run, on equal counts of equal resources: `npm run bench:policy`. The page goes to docs/bench-policy.md.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { machine, measured, median } from "../measure.mjs";
import { writeInputs } from "./inputs.mjs";
import { checkov, conftest, versions } from "./peers.mjs";

const counts = [200, 1_000, 10_000];
const runs = Number(process.env.RUNS || 3);

/** What runs for so many resources, side by side. */
function contestants(folder, count) {
  const peer = conftest();
  const scan = ["-d", join(folder, "terraform"), "--framework", "terraform", "--skip-download", "--soft-fail"];
  return [
    ["aidc: plan, packs, cost (`aidc plan`, `aidc check`)", ["node", "bench/plan/preview.mjs", String(count)]],
    ["aidc: plan, packs in their own processes, cost", ["node", "bench/plan/preview.mjs", String(count), "processes"]],
    [`checkov ${versions.checkov}: policy alone`, [checkov(), ...scan, "--compact", "--quiet", "-o", "json"]],
    ...(peer
      ? [
          [
            `conftest ${versions.conftest}: policy alone, 8 rules`,
            [
              peer,
              "test",
              "--no-fail",
              "--policy",
              "bench/policy/rules.rego",
              "-o",
              "json",
              join(folder, "resources.json"),
            ],
          ],
        ]
      : []),
  ];
}

/** Seconds from the start of a pack's process until it serves, and its peak memory. */
function startOf(pack) {
  const command = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack");
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [command, "127.0.0.1:1", "."], {
      cwd: pack,
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${pack} ended with ${code}`)));
    child.stdout.on("data", (data) => {
      if (!/^\d+\s*$/.test(data.toString())) return;
      const seconds = (performance.now() - started) / 1000;
      const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]);
      child.removeAllListeners("exit");
      child.once("exit", () => resolve({ seconds, mebibytes: peak / 1024 }));
      child.kill();
    });
  });
}

const rows = [];
for (const count of counts) {
  const folder = join(".cache", "bench-policy", String(count));
  writeInputs(folder, count);
  for (const [name, command] of contestants(folder, count)) {
    const { seconds, processorSeconds, mebibytes } = await measured(command, runs);
    const figures = `${seconds.toFixed(2)} s | ${processorSeconds.toFixed(2)} s | ${mebibytes.toFixed(0)} MiB`;
    rows.push(`| ${count.toLocaleString("en-US")} | ${name} | ${figures} |`);
    console.error(rows.at(-1));
  }
}

const starts = [];
for (const name of readdirSync("policies").filter((each) => existsSync(join("policies", each, "PulumiPolicy.yaml")))) {
  const results = [];
  for (let run = 0; run < 5; run++) results.push(await startOf(join("policies", name)));
  const seconds = median(results.map((result) => result.seconds)).toFixed(2);
  const mebibytes = median(results.map((result) => result.mebibytes)).toFixed(0);
  starts.push(`| ${name} | ${seconds} s | ${mebibytes} MiB |`);
  console.error(starts.at(-1));
}

const page = `# How long policies take

Equal counts of equal resources (a bucket, a security group, a launch template and a cluster in turn, half of them as policies want them), in one
run: wall time of a fresh process, processor time and peak memory of its whole tree (proportional set size), the medians of ${runs} runs.
Made by \`npm run bench:policy\`, which installs the peers.

Machine: ${machine()}. Where the load was not near zero, the wall times are others' doing too; then read the processor times.

The work is not the same: aidc also runs the program and prices the plan; checkov judges by all its AWS rules, without network; conftest by the
8 rules of \`bench/policy/rules.rego\`, on JSON that another tool made.

| resources | what runs | wall time | processor time | peak memory |
| --------: | --------- | --------: | -------------: | ----------: |
${rows.join("\n")}

## Start of a pack

From the start of the process to the port it serves, as \`pulumi preview --policy-pack\` starts it; the median of 5.

| pack | wall time | peak memory |
| ---- | --------: | ----------: |
${starts.join("\n")}
`;
writeFileSync("docs/bench-policy.md", page);
