import { resolve } from "node:path";
import { expect, it } from "vitest";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import { planOf } from "../../plan/planOf";
import { packs } from "../../policies/registry";
import { shippedVerdict } from "../../policies/verdict";

const usage = {
  natGatewayGBPerMonth: 1,
  endpointGBPerMonth: 1,
  bucketGB: 1,
  logsGBPerMonth: 1,
  internetEgressGBPerMonth: 1,
};
const stack = { project: "bench", stack: "bench", file: "", region: "us-east-1", environment: "production" };
const facts = { ...stack, usage, budgetMonthlyUSD: 1 };

it("says of a whole program what the packs say from processes of their own", async () => {
  const preview = await new EmbeddedEngine().preview({
    projectDirectory: resolve("bench/plan/program"),
    stack: "bench",
    config: { "bench:resources": "16", "aws:region": "us-east-1" },
    policyPacks: packs.map(({ directory }) => ({ directory: resolve(directory) })),
  });
  const unjudged = { ...preview, packs: [], violations: [] };
  const [apart, here] = [planOf(preview, facts), planOf(unjudged, facts, shippedVerdict(preview.resources, "."))];
  // Only in process does a finding say which property decided.
  const findings = here.policy.findings.map(({ path: _path, ...finding }) => finding);
  expect(findings.length).toBeGreaterThan(10);
  expect(sorted(findings)).toEqual(sorted(apart.policy.findings));
  expect(here.policy.packs).toEqual(apart.policy.packs);
  expect(here.policy.verdict).toBe("fail");
});

const sorted = (findings: object[]) =>
  findings.map((finding) => JSON.stringify(Object.entries(finding).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
