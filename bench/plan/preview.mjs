// One run of what is measured: previews the bench program, judges it by every shipped pack as `aidc plan` does, and bills it.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(import.meta.url);
const { EmbeddedEngine } = require("../../dist/engine/embedded/embeddedEngine.js");
const { planOf } = require("../../dist/plan/planOf.js");
const { shippedVerdict } = require("../../dist/policies/verdict.js");

const preview = await new EmbeddedEngine().preview({
  projectDirectory: resolve("bench/plan/program"),
  stack: "bench",
  config: { "bench:resources": process.argv[2], "aws:region": "us-east-1" },
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
const plan = planOf(preview, { ...facts, budgetMonthlyUSD: 1 }, shippedVerdict(preview.resources, "."));
console.log(
  `${plan.summary.resources} resources, ${plan.policy.findings.length} findings, $${plan.bill.monthlyUSD.toFixed(2)}`,
);
