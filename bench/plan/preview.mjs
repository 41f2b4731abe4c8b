// One run of what is measured: previews the bench program with every shipped pack, and bills it.
import { readdirSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const require = createRequire(import.meta.url);
const { EmbeddedEngine } = require("../../dist/engine/embedded/embeddedEngine.js");
const { planOf } = require("../../dist/plan/planOf.js");

const packs = readdirSync("policies")
  .map((name) => resolve("policies", name))
  .filter((directory) => existsSync(join(directory, "PulumiPolicy.yaml")));
const preview = await new EmbeddedEngine().preview({
  projectDirectory: resolve("bench/plan/program"),
  stack: "bench",
  config: { "bench:resources": process.argv[2], "aws:region": "us-east-1" },
  policyPacks: packs.map((directory) => ({ directory })),
});
const failure = preview.diagnostics.find(({ severity }) => severity === "error");
if (failure) throw new Error(failure.message);
const usage = {
  natGatewayGBPerMonth: 1,
  endpointGBPerMonth: 1,
  bucketGB: 1,
  logsGBPerMonth: 1,
  internetEgressGBPerMonth: 1,
};
const facts = { project: "bench", stack: "bench", file: "", region: "us-east-1", environment: "production", usage };
const plan = planOf(preview, { ...facts, budgetMonthlyUSD: 1 });
console.log(
  `${plan.summary.resources} resources, ${plan.policy.findings.length} findings, $${plan.bill.monthlyUSD.toFixed(2)}`,
);
