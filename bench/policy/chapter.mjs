// Policies and plans beside peers, on equal counts of equal resources.
import { join } from "node:path";
import { measured, runs } from "../measure.mjs";
import { table } from "../table.mjs";
import { writeInputs } from "./inputs.mjs";
import { checkov, conftest, trivy, versions } from "./peers.mjs";
import { pulumiPreviews } from "./pulumi.mjs";

export const title = "Equal resources, beside other tools";

const counts = (process.env.COUNTS ?? "200,1000,10000").split(",").map(Number);

/** What runs for so many resources: what it is, and its command. */
function contestants(folder, count) {
  const terraform = join(folder, "terraform");
  const preview = ["node", "bench/plan/preview.mjs", String(count)];
  const ours = [
    ["aidc: plan, packs, cost (`aidc plan`, `aidc check`)", preview],
    ["aidc: plan, packs in their own processes, cost", [...preview, "processes"]],
  ];
  const peers = [
    [
      `checkov ${versions.checkov}: policy alone`,
      checkov()?.concat("-d", terraform, "--framework", "terraform", "--skip-download", "--soft-fail"),
      ["--compact", "--quiet", "-o", "json"],
    ],
    [
      `trivy ${versions.trivy}: policy alone`,
      trivy()?.concat("config", "--skip-check-update", "--skip-version-check", "--quiet", "--format", "json"),
      [terraform],
    ],
    [
      `conftest ${versions.conftest}: policy alone, 8 rules`,
      conftest()?.concat("test", "--no-fail", "--policy", "bench/policy/rules.rego", "-o", "json"),
      [join(folder, "resources.json")],
    ],
  ];
  return [
    ...ours,
    ...pulumiPreviews(folder, count),
    ...peers.filter(([, command]) => command).map(([name, command, rest]) => [name, [...command, ...rest]]),
  ];
}

export async function measure() {
  const rows = [];
  for (const count of counts) {
    const folder = join(".cache", "bench-policy", String(count));
    writeInputs(folder, count);
    for (const [name, command] of contestants(folder, count)) {
      const { seconds, processorSeconds, mebibytes } = await measured(command, runs);
      const figures = [`${seconds.toFixed(2)} s`, `${processorSeconds.toFixed(2)} s`, `${mebibytes.toFixed(0)} MiB`];
      rows.push([count.toLocaleString("en-US"), name, ...figures]);
      console.error(rows.at(-1).join("  "));
    }
  }
  return `A bucket, a security group, a launch template and a cluster in turn, half of them as policies want them; the medians of ${runs} runs.

The work is not the same. aidc runs the program, judges and prices the plan. checkov and trivy judge Terraform by all their AWS rules, without
network. conftest judges by the 8 rules of \`bench/policy/rules.rego\`, on JSON that another tool made. \`pulumi preview\` runs the same program as
aidc, with the providers that are installed; it is in the table where a CLI is in the PATH.

${table(["resources:", "what runs", "wall time:", "processor time:", "peak memory:"], rows)}`;
}
