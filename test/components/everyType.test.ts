import { describe, expect, test } from "vitest";
import { findInstanceType, instanceTypeNames } from "../../catalog/instanceTypes";
import { efaInterfaceCount } from "../../catalog/networkInterfaces";
import { Region } from "../../components/region";
import { loadStack } from "../../spec/load";
import { find, register } from "./harness";

const fixtures = ["every-type", "every-type-us-east-2", "every-type-ap-south-2"];
const load = (fixture: string) => loadStack(`test/fixtures/${fixture}.yaml`).stack;

test("the fixtures have a pool for every accelerated type", () => {
  const accelerated = instanceTypeNames().filter((name) => findInstanceType(name)?.accelerator);
  expect(
    fixtures
      .flatMap(load)
      .flatMap(({ pools }) => pools)
      .map(({ instanceType }) => instanceType)
      .sort(),
  ).toEqual(accelerated);
});

describe.each(fixtures)("every pool of %s is made", (fixture) => {
  test("with the image of its accelerator and its whole fabric", async () => {
    const stack = load(fixture);
    const registered = await register((opts) => void new Region("every", stack, opts));
    for (const { name, instanceType } of stack.pools) {
      const type = findInstanceType(instanceType);
      const { inputs } = find(registered, "aws:ec2/launchTemplate:LaunchTemplate", `every-${name}-template`);
      const interfaces = inputs.networkInterfaces as { interfaceType: string }[];
      expect(interfaces.filter(({ interfaceType }) => interfaceType !== "interface")).toHaveLength(
        type ? efaInterfaceCount(type) : 0,
      );
      const nodes = find(registered, "aws:eks/nodeGroup:NodeGroup", `every-${name}-nodes`).inputs;
      expect(nodes.amiType).toBe(
        `AL2023_${type?.architecture === "arm64" ? "ARM_64" : "x86_64"}_${
          type?.accelerator?.manufacturer === "AWS" ? "NEURON" : "NVIDIA"
        }`,
      );
    }
  });
});

test("an UltraServer lives in its Local Zone, outside the control plane's subnets, and leaves an hour before its block ends", async () => {
  const registered = await register((opts) => void new Region("every", load("every-type"), opts));
  const subnet = find(registered, "aws:ec2/subnet:Subnet", "every-network-private-use1-dfw2-az1").inputs;
  expect(subnet).toMatchObject({ availabilityZoneId: "use1-dfw2-az1", cidrBlock: "10.16.224.0/20" });
  const pool = "every-p6e-gb200-36xlarge";
  expect(find(registered, "aws:eks/nodeGroup:NodeGroup", `${pool}-nodes`).inputs).toMatchObject({
    subnetIds: ["every-network-private-use1-dfw2-az1-id"],
    capacityType: "CAPACITY_BLOCK",
    scalingConfig: { maxSize: 9, desiredSize: 0 },
  });
  expect(find(registered, "aws:autoscaling/schedule:Schedule", `${pool}-block-ends`).inputs).toMatchObject({
    startTime: "2027-01-18T10:20:00Z",
  });
  const cluster = find(registered, "aws:eks/cluster:Cluster", "every-cluster-cluster").inputs;
  expect(JSON.stringify(cluster.vpcConfig)).not.toContain("dfw2");
  expect(
    find(registered, "kubernetes:helm.sh/v3:Release", "every-operators-nvidia-dra-driver-gpu").inputs,
  ).toMatchObject({ version: "25.8.0", values: { resources: { computeDomains: { enabled: true } } } });
});
