import { Provider } from "@pulumi/kubernetes/provider";
import { describe, expect, test } from "vitest";
import { DynamicPool } from "../../../components/compute/karpenter/dynamicPool";
import { Karpenter } from "../../../components/compute/karpenter/karpenter";
import type { DynamicPool as DynamicPoolSpec } from "../../../spec/stack";
import { named, only, register } from "./mocks";

const subnetIds = { "use1-az4": "subnet-4", "use1-az5": "subnet-5", "use1-az6": "subnet-6" };
const burst: DynamicPoolSpec = {
  name: "burst",
  instanceTypes: ["g6e.12xlarge", "g6e.24xlarge"],
  maxAccelerators: 32,
  capacity: ["spot", "on-demand"],
};

const dynamicPool = (pool: DynamicPoolSpec) =>
  register(() => {
    new DynamicPool("ai-pool", {
      pool,
      region: "us-east-1",
      vpcId: "vpc-1",
      subnetIds,
      nodeRoleName: "nodes",
      securityGroupIds: ["sg-nodes"],
      volumesKeyArn: "arn:volumes",
      kubernetes: new Provider("existing", { kubeconfig: "{}" }),
      tags: { team: "research" },
    });
  });
const nodeClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
const nodePool = "kubernetes:karpenter.sh/v1:NodePool";

describe("DynamicPool", () => {
  test("lets Karpenter make its types in the zones that offer them, up to its accelerators", async () => {
    expect(only(await dynamicPool(burst), nodePool)).toMatchObject({
      metadata: { name: "burst" },
      spec: {
        template: {
          metadata: { labels: { "aidc.dev/pool": "burst", "aidc.dev/accelerator": "NVIDIA-L40S" } },
          spec: {
            nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "burst" },
            requirements: [
              { key: "node.kubernetes.io/instance-type", operator: "In", values: burst.instanceTypes },
              { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot", "on-demand"] },
              { key: "topology.k8s.aws/zone-id", operator: "In", values: ["use1-az4", "use1-az6"] },
              { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
            ],
            taints: [{ key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" }],
          },
        },
        limits: { "nvidia.com/gpu": 32 },
        disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "5m" },
      },
    });
  });

  test("hardens its nodes as every other: IMDSv2 out of pods' reach, encrypted, no public address", async () => {
    const registered = await dynamicPool(burst);
    expect(only(registered, nodeClass).spec).toMatchObject({
      amiSelectorTerms: [{ alias: "al2023@latest" }],
      role: "nodes",
      subnetSelectorTerms: [{ id: "subnet-4" }, { id: "subnet-6" }],
      securityGroupSelectorTerms: [{ id: "sg-nodes" }],
      associatePublicIPAddress: false,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          rootVolume: true,
          ebs: { volumeSize: "200Gi", encrypted: true, kmsKeyID: "arn:volumes" },
        },
      ],
      instanceStorePolicy: "RAID0",
      tags: { team: "research", Name: "ai-pool" },
    });
    expect(only(registered, nodeClass).spec).not.toHaveProperty("networkInterfaces");
  });

  test("with EFA has its type's fabric in one zone, close together, and never moves a running job", async () => {
    const registered = await dynamicPool({
      name: "train",
      instanceTypes: ["p5en.48xlarge"],
      maxAccelerators: 16,
      zone: "use1-az6",
      efa: true,
    });
    const spec = only(registered, nodeClass).spec as Record<string, unknown>;
    expect(spec.networkInterfaces).toHaveLength(17);
    expect(spec).toMatchObject({
      subnetSelectorTerms: [{ id: "subnet-6" }],
      securityGroupSelectorTerms: [{ id: "sg-nodes" }, { id: "ai-pool-fabric-id" }],
      placementGroupSelector: { name: "ai-pool-placement" },
    });
    expect(only(registered, nodePool).spec).toMatchObject({ disruption: { consolidationPolicy: "WhenEmpty" } });
  });

  test("uses its reservations up first, and leaves them where they are", async () => {
    const reservations: [string] = ["cr-0123456789abcdef0"];
    const registered = await dynamicPool({ ...burst, reservations });
    expect(only(registered, nodeClass).spec).toMatchObject({
      capacityReservationSelectorTerms: [{ id: reservations[0] }],
    });
    expect(JSON.stringify(only(registered, nodePool).spec)).toContain('["reserved","spot","on-demand"]');
    expect(named(registered, "aws:ec2/placementGroup:PlacementGroup")).toEqual([]);
  });

  test("of Inferentia counts Neuron devices", async () => {
    const registered = await dynamicPool({ name: "inf", instanceTypes: ["inf2.8xlarge"], maxAccelerators: 8 });
    expect(only(registered, nodePool).spec).toMatchObject({ limits: { "aws.amazon.com/neuron": 8 } });
  });

  test("is refused where no zone offers its types", async () => {
    await expect(dynamicPool({ ...burst, zone: "use1-az5" })).rejects.toThrow(
      "dynamic pool burst: none of the network's zones",
    );
  });
});

describe("Karpenter", () => {
  const karpenter = () =>
    register(() => {
      new Karpenter("ai-karpenter", {
        region: "us-east-1",
        accountId: "111122223333",
        clusterName: "ai",
        nodeRoleArn: "arn:nodes",
        volumesKeyArn: "arn:volumes",
        kubernetes: new Provider("existing", { kubeconfig: "{}" }),
      });
    });
  const statements = async (name: string) => {
    const { policy } = only(await karpenter(), "aws:iam/rolePolicy:RolePolicy", name);
    return (JSON.parse(String(policy)) as { Statement: { Sid: string; Action: string | string[] }[] }).Statement;
  };

  test("installs its resources, then its controller, which hears of every interruption", async () => {
    const registered = await karpenter();
    expect(named(registered, "kubernetes:helm.sh/v3:Release")).toEqual([
      "ai-karpenter-karpenter",
      "ai-karpenter-karpenter-crd",
    ]);
    expect(only(registered, "kubernetes:helm.sh/v3:Release", "ai-karpenter-karpenter")).toMatchObject({
      chart: "oci://public.ecr.aws/karpenter/karpenter",
      skipCrds: true,
      values: { settings: { clusterName: "ai", interruptionQueue: "ai-karpenter-interruptions" } },
    });
    expect(named(registered, "aws:cloudwatch/eventTarget:EventTarget")).toHaveLength(5);
    expect(only(registered, "aws:eks/podIdentityAssociation:PodIdentityAssociation")).toMatchObject({
      namespace: "kube-system",
      serviceAccount: "karpenter",
      roleArn: "arn:ai-karpenter-role",
    });
  });

  test("may launch and end only what carries its cluster's tag", async () => {
    const nodes = await statements("ai-karpenter-nodes");
    expect(nodes.find(({ Sid }) => Sid === "EndOwn")).toMatchObject({
      Condition: { StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/ai": "owned" } },
    });
    expect(nodes.find(({ Sid }) => Sid === "LaunchTagged")).toMatchObject({
      Condition: {
        StringEquals: {
          "aws:RequestTag/kubernetes.io/cluster/ai": "owned",
          "aws:RequestTag/eks:eks-cluster-name": "ai",
        },
      },
    });
  });

  test("may have EC2 encrypt the nodes' volumes, and grant their key to nobody else", async () => {
    const use = await statements("ai-karpenter-volumes");
    expect(use.find(({ Action }) => Action === "kms:CreateGrant")).toMatchObject({
      Resource: "arn:volumes",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
  });

  test("may pass the nodes' role to EC2, and no other role to no other service", async () => {
    const passing = (await statements("ai-karpenter-profiles")).filter(({ Action }) => Action === "iam:PassRole");
    expect(passing).toEqual([
      expect.objectContaining({
        Resource: "arn:nodes",
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      }),
    ]);
  });
});
