import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InstalledCli, installCli } from "./cli";

const plugin = resolve("plugin");
const program = mkdtempSync(join(tmpdir(), "aidc-yaml-"));
const pulumi = (...args: string[]) =>
  execFileSync("pulumi", [...args, "--non-interactive"], {
    cwd: program,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });

let cli: InstalledCli;
beforeAll(() => {
  cli = installCli();
}, 2_400_000);
afterAll(() => {
  rmSync(program, { recursive: true });
  cli.uninstall();
});

describe("the package, as the CLI starts it by its folder", () => {
  it("describes the components of the schema that is committed", () => {
    const [said, committed] = [pulumi("package", "get-schema", plugin), readFileSync("plugin/schema.json", "utf8")].map(
      (text) => Object.entries((JSON.parse(text) as Schema).resources),
    );
    const told = (resources: typeof said = []) =>
      resources.map(([type, { description, inputProperties, requiredInputs }]) => ({
        ...{ type, description, inputs: Object.keys(inputProperties).sort(), required: requiredInputs },
      }));
    expect(told(said)).toEqual(told(committed));
  });

  it("makes a pool for the YAML example", () => {
    const example = readFileSync("examples/existing-cluster/yaml/Pulumi.yaml", "utf8");
    writeFileSync(join(program, "Pulumi.yaml"), example.replace("../../../plugin", plugin));
    pulumi("stack", "init", "dev");
    const config = {
      clusterName: "production",
      vpcId: "vpc-0a",
      subnetId: "subnet-0a",
      nodeRoleArn: "arn:aws:iam::111122223333:role/nodes",
      nodeSecurityGroupId: "sg-0a",
      volumesKeyArn: "arn:aws:kms:us-east-1:111122223333:key/0a",
    };
    pulumi(
      "config",
      "set-all",
      ...Object.entries(config).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]),
    );
    const { steps } = JSON.parse(pulumi("preview", "--json")) as Preview;
    const made = steps.filter(({ newState }) => newState.custom && newState.type.startsWith("aws:"));
    expect(made.map(({ newState: { type } }) => type).sort()).toEqual([
      "aws:ec2/launchTemplate:LaunchTemplate",
      "aws:ec2/placementGroup:PlacementGroup",
      "aws:ec2/securityGroup:SecurityGroup",
      "aws:eks/nodeGroup:NodeGroup",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    ]);
    const group = made.find(({ newState }) => newState.type.endsWith(":NodeGroup"));
    expect(group?.newState.inputs).toMatchObject({ clusterName: "production", subnetIds: ["subnet-0a"] });
  });
});

/** As far as they are read here. */
interface Schema {
  resources: Record<string, { description: string; inputProperties: object; requiredInputs: string[] }>;
}
interface Preview {
  steps: { newState: { type: string; custom?: boolean; inputs: object } }[];
}
