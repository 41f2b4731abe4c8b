// One run of what is measured: previews the bench program of so many resources, judges it by every shipped pack and bills it. Packs judge in
// this process, as under `aidc plan`; with `processes`, each in its own, over Pulumi's protocol.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(import.meta.url);
const { EmbeddedEngine } = require("../../dist/engine/embedded/embeddedEngine.js");
const { planOf } = require("../../dist/plan/planOf.js");
const { packs } = require("../../dist/policies/registry.js");
const { shippedVerdict } = require("../../dist/policies/verdict.js");

const [, , count, where] = process.argv;
const apart = where === "processes";
const preview = await new EmbeddedEngine().preview({
  projectDirectory: resolve("bench/plan/program"),
  stack: "bench",
  config: { "bench:resources": count, "aws:region": "us-east-1" },
  policyPacks: apart ? packs.map(({ directory }) => ({ directory: resolve(directory) })) : [],
});
const failure = preview.diagnostics.find(({ severity }) => severity === "error");
if (failure) {
  console.error(failure.message);
  // As `aidc` does: `bench/measure.mjs` takes 1 for findings.
  process.exit(2);
}
const usage = {
  natGatewayGBPerMonth: 1,
  endpointGBPerMonth: 1,
  bucketGB: 1,
  logsGBPerMonth: 1,
  internetEgressGBPerMonth: 1,
};
const facts = { project: "bench", stack: "bench", file: "", region: "us-east-1", environment: "production", usage };
const judged = apart ? undefined : shippedVerdict(preview.resources, ".");
const plan = planOf(preview, { ...facts, budgetMonthlyUSD: 1 }, judged);
console.log(
  `${plan.summary.resources} resources, ${plan.policy.findings.length} findings, $${plan.bill.monthlyUSD.toFixed(2)}`,
);
