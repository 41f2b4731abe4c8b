import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ResourceGraph, type PropertyValue, type ResourceNode } from "../../plan/graph";
import { evaluate, type Finding } from "../../policies/evaluate";
import { exampleGraph, exampleNodes, exampleUrn } from "../../policies/examples";
import { type FrameworkKey, frameworks } from "../../policies/frameworks";
import { packs } from "../../policies/registry";
import { type Case, cases } from "./cases";

const title = ({ rule, outcome, example }: Case) => `${rule.id} ${outcome}: ${example.title}`;

function findings({ pack, rule, parameters }: Case, graph: ResourceGraph): Finding[] {
  const only = { ...pack, rules: [rule] };
  return evaluate(graph, [only], { parameters: { [rule.id]: parameters } });
}

describe("rules", async () => {
  const all = await cases();

  it.each(all.map((one) => [title(one), one] as const))("%s", (_title, one) => {
    const results = findings(one, exampleGraph(one.example));
    const named = (outcome: string) =>
      [...new Set(results.filter((f) => f.outcome === outcome).map((f) => f.urn))].sort();
    const expected = one.at.map((name) => exampleUrn(one.example, name)).sort();
    expect(named("error")).toEqual([]);
    if (one.outcome === "pass") {
      expect(results.filter(({ outcome }) => outcome !== "pass" && outcome !== "notApplicable")).toEqual([]);
    } else {
      expect(results.filter(({ outcome }) => outcome === one.outcome)).not.toEqual([]);
      expect(named(one.outcome)).toEqual(expected.length > 0 ? expected : [undefined]);
      if (one.outcome === "undetermined") expect(named("fail")).toEqual([]);
    }
  });

  it("have whole and distinct descriptions", () => {
    const rules = packs.flatMap((pack) => pack.rules);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.id).toMatch(/^[A-Z0-9]+-\d\d$/);
      expect(rule.name).toMatch(/^[a-z0-9-]+$/);
      expect(rule.title).toMatch(/^[A-Z].{15,90}[^.]$/);
      expect(rule.rationale).toMatch(/^[A-Z].{40,}\.$/s);
      expect(rule.remediation).toMatch(/^[A-Z].{20,}[.)]$/s);
      expect(Object.keys(rule.controls).every((key) => key in frameworks)).toBe(true);
      for (const key of Object.keys(rule.controls) as FrameworkKey[]) expect(rule.controls[key]).not.toHaveLength(0);
      for (const parameter of Object.values(rule.parameters)) expect(parameter.description).toMatch(/\.$/);
    }
  });

  it("have at least one example that passes and one that fails", () => {
    for (const rule of packs.flatMap((pack) => pack.rules)) {
      const own = all.filter((one) => one.rule.id === rule.id);
      const outcomes = own.flatMap((one) => findings(one, exampleGraph(one.example)).map(({ outcome }) => outcome));
      // Only a rule that forbids a type altogether has nothing to pass.
      const forbids = outcomes.every((outcome) => outcome === "fail");
      expect(outcomes, rule.id).toEqual(expect.arrayContaining(forbids ? ["fail"] : ["pass", "fail"]));
      expect(own.map(({ outcome }) => outcome)).toContain("pass");
    }
  });

  it("say the same whatever the order of resources and properties", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.infiniteStream(fc.nat()), (one, numbers) => {
        const random = () => [...numbers.take(1)][0] ?? 0;
        const nodes = shuffled(
          exampleNodes(one.example).map((node) => reordered(node, random)),
          random,
        );
        expect(findings(one, new ResourceGraph(nodes))).toEqual(findings(one, exampleGraph(one.example)));
      }),
      { numRuns: 500 },
    );
  });
});

function shuffled<T>(list: T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** The same resource, the members of its objects in another order. Lists keep theirs: it has a meaning. */
function reordered(node: ResourceNode, random: () => number): ResourceNode {
  const reorder = (value: PropertyValue): PropertyValue => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((element) => reorder(element));
    const members: [string, PropertyValue][] = Object.entries(value);
    return Object.fromEntries(shuffled(members, random).map(([key, member]) => [key, reorder(member)]));
  };
  return { ...node, inputs: reorder(node.inputs) as ResourceNode["inputs"] };
}
