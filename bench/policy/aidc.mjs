// One run of what is measured: previews the bench program, judges it and bills it. `node aidc.mjs COUNT` judges in this process, as
// `aidc plan` and `aidc check` do; with `processes`, each pack judges in its own, over Pulumi's protocol.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(import.meta.url);
const { EmbeddedEngine } = require("../../dist/engine/embedded/embeddedEngine.js");
const { planFacts, planOf } = require("../../dist/plan/planOf.js");
const { isReported } = require("../../dist/plan/finding.js");
const { judge } = require("../../dist/check/judge.js");
const { today } = require("../../dist/policies/today.js");

const { packs } = require("../../dist/policies/registry.js");

const [, , count, where] = process.argv;
const apart = where === "processes";
const preview = await new EmbeddedEngine().preview({
  projectDirectory: resolve("bench/plan/program"),
  stack: "bench",
  config: { "bench:resources": count, "aws:region": "us-east-1" },
  policyPacks: apart ? packs.map(({ directory }) => ({ directory: resolve(directory) })) : [],
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
const figures = { region: "us-east-1", environment: "production", usage, budget: { monthlyUSD: 1 } };
const { bill, policy } = planOf(preview, planFacts("bench", "", figures));
const findings = apart ? policy.findings : judge(preview.resources, [], { date: today() }).filter(isReported);
console.log(`${preview.resources.length} resources, ${findings.length} findings, $${bill.monthlyUSD.toFixed(2)}`);
