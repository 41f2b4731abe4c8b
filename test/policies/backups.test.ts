import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import { ResourceGraph, type ResourceNode } from "../../plan/graph";
import { aws } from "../../policies/aws/types";
import { evaluate } from "../../policies/evaluate";
import { packs } from "../../policies/registry";
import { relBackupPlan } from "../../policies/reliability/rules/rel-backup-plan";

describe("a region's databases", async () => {
  const folder = mkdtempSync(join(tmpdir(), "aidc-backups-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "prod.yaml");
  writeFileSync(
    file,
    `extends: ${relative(folder, resolve("stacks/base.yaml"))}
region: us-east-1
environment: production
pools: [{ name: serve, instanceType: g6e.12xlarge, nodes: 2 }]
storage:
  databases: { aurora: [{ name: experiments }], dynamodb: [{ name: runs, key: id }] }
budget: { monthlyUSD: 50000 }
`,
  );
  const { resources, diagnostics } = await new EmbeddedEngine().preview({
    projectDirectory: process.cwd(),
    stack: "prod",
    config: { "aidc:file": relative(process.cwd(), file) },
  });
  const nodes: ResourceNode[] = resources;
  const pack = packs.find(({ rules }) => rules.includes(relBackupPlan));
  const outcomes = (of: ResourceNode[]) =>
    evaluate(new ResourceGraph(of), pack ? [{ ...pack, rules: [relBackupPlan] }] : []).map(({ outcome }) => outcome);

  const withoutTag = (type: string) =>
    nodes.map((node) => {
      if (node.type !== type) return node;
      return { ...node, inputs: { ...node.inputs, tagsAll: { "aidc:environment": "production" } } };
    });

  it("are in the plan that the region makes, by the tag that its provider gives everything", () => {
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(nodes.filter(({ type }) => type === aws.rdsCluster || type === aws.table).length).toBeGreaterThan(1);
    expect(new Set(outcomes(nodes))).toEqual(new Set(["pass"]));
  });

  it.each([aws.rdsCluster, aws.table])("are missed as soon as %s drops the tag", (type) => {
    expect(outcomes(withoutTag(type))).toContain("fail");
  });
});
