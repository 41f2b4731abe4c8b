// One run of what is measured: previews the bench program, judges it in this process as `aidc check` does, and bills it.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(import.meta.url);
const { EmbeddedEngine } = require("../../dist/engine/embedded/embeddedEngine.js");
const { planFacts, planOf } = require("../../dist/plan/planOf.js");
const { judge } = require("../../dist/check/judge.js");
const { today } = require("../../dist/policies/today.js");

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
const figures = { region: "us-east-1", environment: "production", usage, budget: { monthlyUSD: 1 } };
const { bill } = planOf(preview, planFacts("bench", "", figures));
const verdicts = judge(preview.resources, [], { date: today() });
console.log(`${preview.resources.length} resources, ${verdicts.length} verdicts, $${bill.monthlyUSD.toFixed(2)}`);
