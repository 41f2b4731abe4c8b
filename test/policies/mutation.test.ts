import { describe, expect, it } from "vitest";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import { ResourceGraph, type ResourceNode } from "../../plan/graph";
import { evaluate } from "../../policies/evaluate";
import { exampleNodes, loadExamples } from "../../policies/examples";
import { packs } from "../../policies/registry";
import { flowsAbroad } from "./flowsAbroad";
import { backboneMutations, mutations } from "./mutations";

/** Rules on what a Backbone makes, and a region does not. */
const ofTheBackbone = Object.keys(backboneMutations);

/**
 * Rules on what no component of ours makes: nothing in the region can be weakened, so what they refuse is added to it. Users'
 * own programs make such things beside our components.
 */
const withoutSubject = [
  "ECR-01", // image repositories: the account's, not a region's
  "ECR-02",
  "ECR-03",
  "EFS-01", // EFS: Lustre and Mountpoint are the region's shared files
  "EFS-02",
  "REL-04",
  "REL-08",
  "IAM-10", // users and access keys: forbidden altogether
  "LB-01", // load balancers of the program's own: the cluster's controller makes those of services
  "NET-07", // network ACLs: security groups decide
  ...ofTheBackbone,
  "SM-01", // secrets: RDS makes the databases' own
];

describe("the reference region", async () => {
  const preview = await new EmbeddedEngine().preview({
    projectDirectory: process.cwd(),
    stack: "us-east-1",
    config: { "aidc:file": "stacks/us-east-1.yaml" },
  });
  const nodes: ResourceNode[] = preview.resources;
  const rules = packs.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule })));
  const findings = evaluate(new ResourceGraph(nodes), packs);

  it("passes every rule without an exception", () => {
    expect(findings.filter(({ outcome }) => outcome !== "pass" && outcome !== "notApplicable")).toEqual([]);
  });

  it("has a subject for every rule but those on what it never makes, and a mutation for each of the others", () => {
    const judged = new Set(findings.map(({ rule }) => rule));
    const ids = rules.map(({ rule }) => rule.id);
    expect(ids.filter((id) => !judged.has(id)).sort()).toEqual([...withoutSubject].sort());
    expect(ids.filter((id) => !(id in mutations)).sort()).toEqual([...withoutSubject].sort());
  });

  it.each(rules.map((one) => [one.rule.id, one.rule.title, one] as const))(
    "%s catches the loss of: %s",
    async (id, _title, { pack, rule }) => {
      const weakened = mutations[id]?.(nodes) ?? [...nodes, ...(await refused(pack.name, rule))];
      const found = evaluate(new ResourceGraph(weakened), [{ ...pack, rules: [rule] }]);
      expect(found.map(({ outcome }) => outcome)).toContain("fail");
    },
  );

  it.each(Object.entries(flowsAbroad))("lets no data abroad by %s", (_flow, { rule: id, leads }) => {
    const judging = packs.map((pack) => ({ ...pack, rules: pack.rules.filter((rule) => rule.id === id) }));
    const found = evaluate(new ResourceGraph(leads(nodes)), judging);
    expect(found.map(({ outcome }) => outcome)).toContain("fail");
  });
});

describe("the Backbone", async () => {
  const preview = async (file: string) =>
    (
      await new EmbeddedEngine().preview({
        projectDirectory: process.cwd(),
        stack: "backbone",
        config: { "aidc:file": file },
      })
    ).resources;
  const nodes: ResourceNode[] = [...(await preview("stacks/backbone.yaml"))];
  const wideArea: ResourceNode[] = [...(await preview("test/fixtures/cloud-wan.yaml"))];

  it("passes every rule without an exception, whichever carries its traffic", () => {
    for (const each of [nodes, wideArea]) {
      const open = evaluate(new ResourceGraph(each), packs).filter(
        ({ outcome }) => outcome !== "pass" && outcome !== "notApplicable",
      );
      expect(open).toEqual([]);
    }
  });

  it.each(Object.entries(backboneMutations))("%s catches its loss", (id, mutation) => {
    const rules = packs.flatMap((pack) => pack.rules.filter((rule) => rule.id === id).map((rule) => ({ pack, rule })));
    const outcomes = (of: ResourceNode[]) =>
      rules.flatMap(({ pack, rule }) =>
        evaluate(new ResourceGraph(of), [{ ...pack, rules: [rule] }]).map(({ outcome }) => outcome),
      );
    const subject = outcomes(nodes).includes("pass") ? nodes : wideArea;
    expect(outcomes(subject)).toContain("pass");
    expect(outcomes(mutation(subject))).toContain("fail");
  });
});

/** What the rule's first bad example shows. */
async function refused(...[pack, rule]: Parameters<typeof loadExamples>): Promise<ResourceNode[]> {
  const [example] = (await loadExamples(pack, rule)).bad;
  return example ? exampleNodes(example, "us-east-1") : [];
}
