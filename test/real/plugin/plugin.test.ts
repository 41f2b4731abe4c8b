import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { EmbeddedEngine } from "../../../engine/embedded/embeddedEngine";
import type { PreviewResult } from "../../../engine/engine";

const schema = JSON.parse(readFileSync("plugin/schema.json", "utf8")) as {
  resources: Record<string, { description?: string; inputProperties: object; properties: Record<string, object> }>;
};

/** What a program in another language gets: the package's process constructs the component, an engine takes its resources. */
function constructed(type: string, inputs: object): Promise<PreviewResult> {
  return new EmbeddedEngine().preview({
    projectDirectory: resolve("test/fixtures/remote-component"),
    stack: "dev",
    config: { "remote:type": type, "remote:name": "theirs", "remote:inputs": JSON.stringify(inputs) },
  });
}

/** Somebody's own VPC and cluster. */
const theirs = {
  clusterName: "production",
  region: "us-east-1",
  vpcId: "vpc-0123456789abcdef0",
  subnetIds: { "use1-az4": "subnet-0a", "use1-az6": "subnet-0b" },
  nodeRoleArn: "arn:aws:iam::111122223333:role/nodes",
  securityGroupIds: ["sg-0123456789abcdef0"],
  volumesKeyArn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
};

describe("the package's schema", () => {
  it("is what the SDK reads from the components' sources", () => {
    execFileSync(process.execPath, ["scripts/plugin-schema.mjs", "--check"], { stdio: "inherit" });
  });

  it("describes every component, argument and output", () => {
    expect(Object.keys(schema.resources)).toEqual([
      "aidc:index:AcceleratorPool",
      "aidc:index:Network",
      "aidc:index:Region",
    ]);
    for (const { inputProperties, properties, description } of Object.values(schema.resources)) {
      expect(description).toMatch(/\.$/);
      const described = Object.entries<{ description?: string }>({ ...inputProperties, ...properties });
      expect(described.filter(([, each]) => !each.description?.endsWith("."))).toEqual([]);
    }
  });
});

describe("a component asked for over gRPC", () => {
  it("makes a pool in somebody's own VPC and cluster, and answers with what the schema promises", async () => {
    const inputs = { ...theirs, instanceType: "p5en.48xlarge", nodes: 2, maxNodes: 4, zone: "use1-az6" };
    const { resources, outputs, diagnostics } = await constructed("aidc:index:AcceleratorPool", inputs);
    expect(diagnostics).toEqual([]);
    expect(outputs.schema).toEqual(schema);
    expect(Object.keys(outputs.state as object).sort()).toEqual(
      Object.keys(schema.resources["aidc:index:AcceleratorPool"]?.properties ?? {}).sort(),
    );
    const group = resources.find(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
    expect(group?.inputs).toMatchObject({
      clusterName: "production",
      nodeRoleArn: theirs.nodeRoleArn,
      subnetIds: ["subnet-0b"],
      scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 2 },
    });
    expect(group?.urn).toContain("aidc:index:AcceleratorPool$aidc:compute:AcceleratorPool$");
  });

  it("says in words why a pool cannot be", async () => {
    const { diagnostics } = await constructed("aidc:index:AcceleratorPool", {
      ...theirs,
      instanceType: "p5en.48xlarge",
      nodes: 2,
    });
    expect(diagnostics.map(({ message }) => message).join("\n")).toMatch(
      /a fabric lives in one zone: set zone to one of/,
    );
  });

  it("makes a network", async () => {
    const inputs = { region: "us-east-1", cidr: "10.0.0.0/16", zones: ["use1-az4", "use1-az6"], logsKeyArn: "arn" };
    const { resources, outputs } = await constructed("aidc:index:Network", inputs);
    expect(resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet")).toHaveLength(6);
    expect(outputs.state).toHaveProperty("privateSubnetIds");
  });

  it("makes a whole region from a stack file", async () => {
    const { resources, diagnostics } = await constructed("aidc:index:Region", {
      stackFile: resolve("stacks/us-east-1.yaml"),
    });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(resources.length).toBeGreaterThan(300);
  });
});
