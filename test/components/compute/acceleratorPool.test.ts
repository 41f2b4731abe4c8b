import { describe, expect, test } from "vitest";
import { AcceleratorPool } from "../../../components/compute/acceleratorPool";
import type { Pool } from "../../../spec/stack";
import { type Registered, named, only, register } from "./mocks";

const subnetIds = { "use1-az4": "subnet-4", "use1-az5": "subnet-5", "use1-az6": "subnet-6" };

/** A pool in a cluster and a VPC that this program did not make. */
function plan(pool: Pool): Promise<Registered[]> {
  return register(() => {
    new AcceleratorPool("ai-pool", {
      pool,
      clusterName: "existing",
      kubernetesVersion: "1.35",
      region: "us-east-1",
      vpcId: "vpc-1",
      subnetIds,
      nodeRoleArn: "arn:aws:iam::111122223333:role/nodes",
      securityGroupIds: ["sg-nodes"],
      volumesKeyArn: "arn:aws:kms:us-east-1:111122223333:key/volumes",
      tags: { team: "research" },
    });
  });
}

const template = (registered: Registered[]) => only(registered, "aws:ec2/launchTemplate:LaunchTemplate");
const nodeGroup = (registered: Registered[]) => only(registered, "aws:eks/nodeGroup:NodeGroup");
const placementGroups = (registered: Registered[]) => named(registered, "aws:ec2/placementGroup:PlacementGroup");

describe("launch template", () => {
  test.each(["p5.48xlarge", "p5en.48xlarge", "p6-b200.48xlarge", "p6-b300.48xlarge", "trn2.48xlarge", "g6e.12xlarge"])(
    "of %s",
    async (instanceType) => {
      const { userData, ...inputs } = template(await plan({ name: "train", instanceType, nodes: 2, zone: "use1-az5" }));
      expect({ ...inputs, userData: Buffer.from(String(userData), "base64").toString() }).toMatchSnapshot();
    },
  );

  test("of a serving pool without a zone has one ordinary interface and no fabric", async () => {
    const registered = await plan({ name: "serve", instanceType: "g6e.12xlarge", nodes: { min: 2, max: 8 } });
    expect(template(registered).networkInterfaces).toEqual([
      {
        networkCardIndex: 0,
        deviceIndex: 0,
        interfaceType: "interface",
        description: "serve card 0 interface",
        securityGroups: ["sg-nodes"],
        associatePublicIpAddress: "false",
        deleteOnTermination: "true",
      },
    ]);
    expect(named(registered, "aws:ec2/securityGroup:SecurityGroup")).toEqual([]);
    expect(nodeGroup(registered)).toMatchObject({
      subnetIds: ["subnet-4", "subnet-6"],
      updateConfig: { maxUnavailable: 1, updateStrategy: "DEFAULT" },
      scalingConfig: { minSize: 2, maxSize: 8, desiredSize: 2 },
    });
  });
});

describe("node group", () => {
  test("is in one zone, by EKS' image with the driver, on the template's version", async () => {
    const registered = await plan({ name: "train", instanceType: "p5en.48xlarge", nodes: 4, zone: "use1-az5" });
    expect(nodeGroup(registered)).toEqual({
      clusterName: "existing",
      version: "1.35",
      nodeRoleArn: "arn:aws:iam::111122223333:role/nodes",
      subnetIds: ["subnet-5"],
      amiType: "AL2023_x86_64_NVIDIA",
      capacityType: "ON_DEMAND",
      launchTemplate: { id: "ai-pool-template-id", version: "1" },
      scalingConfig: { minSize: 4, maxSize: 4, desiredSize: 4 },
      updateConfig: { maxUnavailable: 1, updateStrategy: "MINIMAL" },
      nodeRepairConfig: {
        enabled: true,
        maxParallelNodesRepairedCount: 1,
        maxUnhealthyNodeThresholdPercentage: 20,
      },
      labels: {
        "aidc.dev/role": "accelerator",
        "aidc.dev/pool": "train",
        "aidc.dev/image-family": "al2023",
        "aidc.dev/accelerator": "NVIDIA-H200",
        "nvidia.com/gpu.present": "true",
        "vpc.amazonaws.com/efa.present": "true",
      },
      taints: [{ key: "nvidia.com/gpu", value: "true", effect: "NO_SCHEDULE" }],
      tags: { team: "research" },
    });
  });

  test("of Trainium has the Neuron image, label and taint", async () => {
    const registered = await plan({ name: "trn", instanceType: "trn2.48xlarge", nodes: 1, zone: "use1-az5" });
    expect(nodeGroup(registered)).toMatchObject({
      amiType: "AL2023_x86_64_NEURON",
      labels: { "aws.amazon.com/neuron.present": "true" },
      taints: [{ key: "aws.amazon.com/neuron", value: "true", effect: "NO_SCHEDULE" }],
    });
  });

  test("of Bottlerocket boots from its two volumes with settings for user data", async () => {
    const registered = await plan({
      name: "br",
      instanceType: "g6.xlarge",
      nodes: 1,
      imageFamily: "bottlerocket",
      rootVolumeGiB: 300,
    });
    expect(nodeGroup(registered)).toMatchObject({ amiType: "BOTTLEROCKET_x86_64_NVIDIA" });
    const { blockDeviceMappings, userData } = template(registered);
    expect(blockDeviceMappings).toMatchObject([
      { deviceName: "/dev/xvda", ebs: { volumeSize: 4, encrypted: "true" } },
      { deviceName: "/dev/xvdb", ebs: { volumeSize: 300, encrypted: "true" } },
    ]);
    expect(Buffer.from(String(userData), "base64").toString()).toMatch(/^\[settings\.kubernetes\]/);
  });
});

test("the fabric's group takes and sends traffic of its own members only", async () => {
  const registered = await plan({ name: "train", instanceType: "p5en.48xlarge", nodes: 4, zone: "use1-az5" });
  const itself = {
    securityGroupId: "ai-pool-fabric-id",
    referencedSecurityGroupId: "ai-pool-fabric-id",
    ipProtocol: "-1",
    tags: { team: "research" },
  };
  expect(only(registered, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).toEqual({
    ...itself,
    description: "From the fabric",
  });
  expect(only(registered, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")).toEqual({
    ...itself,
    description: "To the fabric",
  });
});

describe("capacity", () => {
  const train = { name: "train", instanceType: "p5en.48xlarge", nodes: 16, zone: "use1-az5" };
  const reservation = "cr-0123456789abcdef0";

  test("on demand is placed close together, and says where", async () => {
    const registered = await plan(train);
    expect(placementGroups(registered)).toEqual(["ai-pool-placement"]);
    expect(only(registered, "aws:ec2/placementGroup:PlacementGroup")).toMatchObject({ strategy: "cluster" });
    expect(template(registered).placement).toEqual({ groupName: "ai-pool-placement" });
    expect(placementGroups(await plan({ ...train, placementGroup: false }))).toEqual([]);
  });

  test("reserved is targeted, and left where the reservation is unless the file opts in", async () => {
    const registered = await plan({ ...train, capacity: { reservation } });
    expect(placementGroups(registered)).toEqual([]);
    expect(template(registered)).not.toHaveProperty("placement");
    expect(template(registered)).toMatchObject({
      instanceType: "p5en.48xlarge",
      capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: reservation } },
    });
    expect(nodeGroup(registered)).toMatchObject({ capacityType: "ON_DEMAND" });

    const opted = await plan({ ...train, capacity: { reservation }, placementGroup: true });
    expect(template(opted).placement).toEqual({ groupName: "ai-pool-placement" });
  });

  test("a block waits at zero, comes with its start and leaves before its end", async () => {
    const registered = await plan({
      ...train,
      capacity: { block: reservation, startsAt: "2027-01-04T11:30:00Z", endsAt: "2027-01-11T11:30:00Z" },
    });
    expect(placementGroups(registered)).toEqual([]);
    expect(template(registered)).toMatchObject({ instanceMarketOptions: { marketType: "capacity-block" } });
    expect(nodeGroup(registered)).toMatchObject({
      capacityType: "CAPACITY_BLOCK",
      scalingConfig: { minSize: 0, maxSize: 16, desiredSize: 0 },
    });
    const schedule = (name: string) => only(registered, "aws:autoscaling/schedule:Schedule", name);
    expect(schedule("ai-pool-block-starts")).toEqual({
      scheduledActionName: "block-starts",
      autoscalingGroupName: "eks-group",
      startTime: "2027-01-04T11:30:00Z",
      minSize: 0,
      desiredCapacity: 16,
      maxSize: 16,
    });
    expect(schedule("ai-pool-block-ends")).toMatchObject({
      startTime: "2027-01-11T10:50:00Z",
      desiredCapacity: 0,
      maxSize: 0,
    });
  });

  test("spot chooses among several types, which the node group lists and the template does not", async () => {
    const registered = await plan({
      name: "burst",
      instanceType: "g6.xlarge",
      nodes: { min: 0, max: 20 },
      capacity: { spot: ["g6e.12xlarge"] },
    });
    expect(nodeGroup(registered)).toMatchObject({
      capacityType: "SPOT",
      instanceTypes: ["g6.xlarge", "g6e.12xlarge"],
    });
    expect(template(registered)).not.toHaveProperty("instanceType");
  });
});

describe("a pool that cannot exist is refused", () => {
  const cases: [string, Pool, string][] = [
    [
      "unknown type",
      { name: "p", instanceType: "p99.48xlarge", nodes: 1 },
      'pool p: the catalogue does not hold p99.48xlarge; "aidc catalog show" lists its types',
    ],
    [
      "a fabric without a zone",
      { name: "p", instanceType: "p5en.48xlarge", nodes: 1 },
      "pool p: a fabric lives in one zone: set zone to one of use1-az6",
    ],
    [
      "a zone without a subnet",
      { name: "p", instanceType: "p5en.48xlarge", nodes: 1, zone: "use1-az1" },
      "pool p: no subnet in its zone use1-az1; the network spans use1-az4, use1-az5, use1-az6",
    ],
    [
      "EFA on a type without it",
      { name: "p", instanceType: "g6.xlarge", nodes: 1, efa: true },
      "pool p: g6.xlarge has no EFA: leave efa out",
    ],
    [
      "Bottlerocket on Trainium",
      { name: "p", instanceType: "trn2.48xlarge", nodes: 1, zone: "use1-az5", imageFamily: "bottlerocket" },
      "EKS publishes no bottlerocket image for trn2.48xlarge",
    ],
  ];
  test.each(cases)("%s", async (_, pool, message) => {
    await expect(plan(pool)).rejects.toThrow(message);
  });
});
