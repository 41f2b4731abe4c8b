import { describe, expect, it } from "vitest";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import { ResourceGraph, type ResourceNode } from "../../plan/graph";
import { evaluate } from "../../policies/evaluate";
import { packs } from "../../policies/registry";
import { mutations } from "./mutations";

/** What no stack file of ours can take away: what it says is a parameter's, or a person's, or judged by its examples alone. */
const withoutMutation = ["COST-02", "EXC-01"];

describe("the reference region", async () => {
  const preview = await new EmbeddedEngine().preview({
    projectDirectory: process.cwd(),
    stack: "us-east-1",
    config: { "aidc:file": "stacks/us-east-1.yaml" },
  });
  const nodes: ResourceNode[] = preview.resources;
  const rules = packs.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule })));
  const findings = evaluate(new ResourceGraph(nodes), packs);
  const judged = new Set(findings.filter(({ outcome }) => outcome === "pass").map(({ rule }) => rule));

  it("passes every rule without an exception", () => {
    expect(findings.filter(({ outcome }) => outcome !== "pass" && outcome !== "notApplicable")).toEqual([]);
  });

  it("has a mutation for every rule that judges it", () => {
    expect([...judged].filter((rule) => !(rule in mutations) && !withoutMutation.includes(rule))).toEqual([]);
  });

  const mutated = rules.filter(({ rule }) => judged.has(rule.id) && rule.id in mutations);
  it.each(mutated.map((one) => [one.rule.id, one.rule.title, one] as const))(
    "%s catches: %s",
    (id, _title, { pack, rule }) => {
      const weakened = new ResourceGraph(mutations[id]?.(nodes) ?? []);
      const outcomes = evaluate(weakened, [{ ...pack, rules: [rule] }]).map(({ outcome }) => outcome);
      expect(outcomes).toContain("fail");
    },
  );
});
