import { readFileSync } from "node:fs";
import { EnforcementLevel, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ResourceGraph } from "../../plan/graph";
import { evaluate } from "../../policies/evaluate";
import { exampleNodes, loadExamples, unknown } from "../../policies/examples";
import { packs } from "../../policies/registry";
import { cases } from "./cases";
import { PackProcess } from "./packProcess";

/** The packs as `pulumi preview --policy-pack` runs them: from the build, in their own process, over gRPC. */
describe.each(packs.map((pack) => [pack.name, pack] as const))("pack %s", async (_name, pack) => {
  const all = (await cases()).filter((one) => one.pack.name === pack.name);
  let running: PackProcess;
  beforeAll(async () => {
    running = await PackProcess.start(pack.directory);
  });
  afterAll(() => running.end());

  it("starts within its bounds of time and memory", () => {
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${running.pid}/status`, "utf8"))?.[1];
    expect(Number(peak) / 1024).toBeLessThan(150);
    // The processor's time, since others may work beside us: `npm run bench` measures the 0.7 s of a quiet machine.
    expect(running.cpuSeconds()).toBeLessThan(2);
  });

  it("describes every rule as a policy", async () => {
    const policies = (await running.info()).getPoliciesList();
    expect(policies.map((policy) => policy.getName())).toEqual(pack.rules.map(({ id }) => id));
    for (const policy of policies) {
      expect(policy.getSeverity()).not.toBe(PolicySeverity.POLICY_SEVERITY_UNSPECIFIED);
      expect(policy.getRemediationSteps()).not.toBe("");
      expect(policy.getUrl()).toContain(`#${policy.getName().toLowerCase()}`);
    }
  });

  it("agrees with the evaluation in process on every example", async () => {
    for (const [index, one] of all.entries()) {
      await running.configure({ only: one.rule.id, parameters: one.parameters as Record<string, JavaScriptValue> });
      const nodes = exampleNodes(one.example, `example-${index}`);
      const inPack = (await running.judge(nodes)).map((found) => ({
        rule: found.policy,
        enforcementLevel: found.level,
        message: found.message,
        urn: found.urn,
      }));
      const only = { ...pack, rules: [one.rule] };
      const parameters = { [one.rule.id]: one.parameters };
      const inProcess = evaluate(new ResourceGraph(nodes), [only], { parameters })
        .filter(({ outcome }) => outcome !== "pass" && outcome !== "notApplicable")
        .map(({ rule, enforcementLevel, message, urn }) => ({ rule, enforcementLevel, message, urn }));
      const about = `${one.rule.id} ${one.example.title}`;
      expect(sorted(inPack), about).toEqual(sorted(inProcess));
    }
  });

  it("remediates as the examples show, and leaves alone what it cannot read", async () => {
    for (const rule of pack.rules.filter(({ remediate }) => remediate)) {
      const { remediated = [], parameters = {} } = await loadExamples(pack.name, rule);
      expect(remediated, rule.id).not.toHaveLength(0);
      await running.configure({
        only: rule.id,
        parameters: parameters as Record<string, JavaScriptValue>,
        level: EnforcementLevel.REMEDIATE,
      });
      for (const { title, resources, becomes } of remediated) {
        const [before, after] = [resources, becomes].map((list) => exampleNodes({ title, resources: list }));
        for (const [index, node] of (before ?? []).entries()) {
          const beside = { unread: unknown, secret: { [secretSignature]: secretMark, value: "hidden" } };
          const inputs = await running.remediate({ ...node, inputs: { ...node.inputs, ...beside } });
          expect(inputs, `${rule.id} ${title}`).toEqual({ ...after?.[index]?.inputs, ...beside });
        }
      }
    }
  });
});

/** How Pulumi's protocol marks a secret. */
const secretSignature = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

const sorted = (list: object[]) => list.map((item) => JSON.stringify(item)).sort();
