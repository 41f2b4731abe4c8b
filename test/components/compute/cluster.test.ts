import { describe, expect, test } from "vitest";
import { addonVersion } from "../../../catalog/kubernetes";
import { Cluster, type ClusterArgs } from "../../../components/compute/cluster";
import { ClusterAddons } from "../../../components/compute/clusterAddons";
import { NodeRole } from "../../../components/compute/nodeRole";
import { SystemPool } from "../../../components/compute/systemPool";
import { type Registered, named, only, register } from "./mocks";

const args: ClusterArgs = {
  clusterName: "ai",
  version: "1.35",
  region: "us-east-1",
  vpcId: "vpc-1",
  subnetIds: { "use1-az4": "subnet-4", "use1-az5": "subnet-5" },
  secretsKeyArn: "arn:secrets-key",
  logsKeyArn: "arn:logs-key",
  logRetentionDays: 365,
  access: [
    { role: "arn:aws:iam::111122223333:role/platform", as: "cluster-admin" },
    { role: "arn:aws:iam::111122223333:role/teams/research", as: "edit", namespaces: ["research"] },
    { role: "arn:aws:iam::111122223333:role/teams/research", as: "view" },
  ],
};

interface Rule {
  securityGroupId: string;
  referencedSecurityGroupId: string;
  ipProtocol: string;
  fromPort?: number;
  toPort?: number;
}

const cluster = (over: Partial<ClusterArgs> = {}) => register(() => void new Cluster("ai", { ...args, ...over }));

const addon = (registered: Registered[], name: string) => only(registered, "aws:eks/addon:Addon", `ai-${name}`);

describe("Cluster", () => {
  test("is private, encrypted, logged and protected", async () => {
    expect(only(await cluster(), "aws:eks/cluster:Cluster")).toEqual({
      name: "ai",
      version: "1.35",
      roleArn: "arn:ai-role",
      vpcConfig: {
        subnetIds: ["subnet-4", "subnet-5"],
        securityGroupIds: ["ai-control-plane-id"],
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
      },
      encryptionConfig: { provider: { keyArn: "arn:secrets-key" }, resources: ["secrets"] },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      upgradePolicy: { supportType: "STANDARD" },
      zonalShiftConfig: { enabled: true },
      deletionProtection: true,
    });
  });

  test("answers the internet only on the ranges given", async () => {
    const registered = await cluster({ publicAccessCidrs: ["203.0.113.0/24"], deletionProtection: false });
    expect(only(registered, "aws:eks/cluster:Cluster")).toMatchObject({
      vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] },
      deletionProtection: false,
    });
  });

  test("keeps its logs under the name that EKS writes to, encrypted", async () => {
    expect(only(await cluster(), "aws:cloudwatch/logGroup:LogGroup")).toEqual({
      name: "/aws/eks/ai/cluster",
      retentionInDays: 365,
      kmsKeyId: "arn:logs-key",
    });
  });

  test("gives each role one entry and each grant one policy", async () => {
    const registered = await cluster();
    expect(named(registered, "aws:eks/accessEntry:AccessEntry")).toEqual([
      "ai-access-111122223333-platform",
      "ai-access-111122223333-research",
    ]);
    const association = (name: string) =>
      only(registered, "aws:eks/accessPolicyAssociation:AccessPolicyAssociation", name);
    expect(association("ai-access-111122223333-platform-cluster-admin")).toEqual({
      clusterName: "ai",
      principalArn: "arn:aws:iam::111122223333:role/platform",
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    });
    expect(association("ai-access-111122223333-research-edit")).toMatchObject({
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
      accessScope: { type: "namespace", namespaces: ["research"] },
    });
  });

  test("opens nodes to the control plane and to each other, and the control plane to nodes on 443 alone", async () => {
    const rules = (await cluster())
      .filter(({ type }) => type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .map(({ inputs }) => {
        const { securityGroupId, referencedSecurityGroupId, ipProtocol, fromPort, toPort } = inputs as Partial<Rule>;
        return [referencedSecurityGroupId, "->", securityGroupId, ipProtocol, fromPort, toPort].join(" ").trim();
      });
    expect(rules.sort()).toEqual([
      "ai-control-plane-id -> ai-nodes-id tcp 1025 65535",
      "ai-control-plane-id -> ai-nodes-id tcp 443 443",
      "ai-nodes-id -> ai-control-plane-id tcp 443 443",
      "ai-nodes-id -> ai-nodes-id -1",
    ]);
  });

  test("installs the add-ons nodes need, pinned, the network plug-in with a role of its own", async () => {
    const registered = await cluster();
    expect(named(registered, "aws:eks/addon:Addon")).toEqual([
      "ai-eks-pod-identity-agent",
      "ai-kube-proxy",
      "ai-vpc-cni",
    ]);
    const { configurationValues, ...cni } = addon(registered, "vpc-cni");
    expect(cni).toEqual({
      addonName: "vpc-cni",
      addonVersion: addonVersion("vpc-cni", "1.35"),
      clusterName: "ai",
      podIdentityAssociations: [{ serviceAccount: "aws-node", roleArn: "arn:ai-vpc-cni-role" }],
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
    });
    expect(JSON.parse(String(configurationValues))).toEqual({
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
    });
  });

  test("deploys Kubernetes objects with tokens, never a stored secret", async () => {
    const { kubeconfig } = only(await cluster(), "pulumi:providers:kubernetes");
    const config: unknown = JSON.parse(String(kubeconfig));
    expect(config).toMatchObject({
      clusters: [{ cluster: { server: "https://cluster.test", "certificate-authority-data": "Q0E=" } }],
      users: [
        {
          user: {
            exec: {
              command: "aws",
              args: ["eks", "get-token", "--cluster-name", "ai", "--region", "us-east-1", "--output", "json"],
            },
          },
        },
      ],
    });
  });

  test("refuses a Kubernetes version that the catalogue pins nothing for", async () => {
    await expect(cluster({ version: "1.19" })).rejects.toThrow(
      "The catalogue pins no version of the EKS add-on eks-pod-identity-agent for Kubernetes 1.19.",
    );
  });
});

describe("ClusterAddons", () => {
  const addons = () =>
    register(() => {
      const { kubernetes } = new Cluster("ai", args);
      new ClusterAddons("ai", {
        clusterName: "ai",
        kubernetesVersion: "1.35",
        kubernetes,
        volumesKeyArn: "arn:volumes-key",
      });
    });

  test("are pinned, and only the EBS driver has a role", async () => {
    const registered = await addons();
    for (const name of ["coredns", "aws-ebs-csi-driver", "metrics-server", "eks-node-monitoring-agent"]) {
      const inputs = addon(registered, name);
      expect(inputs.addonVersion).toBe(addonVersion(name, "1.35"));
      expect(inputs.podIdentityAssociations).toEqual(
        name === "aws-ebs-csi-driver"
          ? [{ serviceAccount: "ebs-csi-controller-sa", roleArn: "arn:ai-ebs-csi-role" }]
          : undefined,
      );
    }
  });

  test("let the EBS driver use the volumes' key, and grant it to AWS services only", async () => {
    const { policy } = only(await addons(), "aws:iam/rolePolicy:RolePolicy", "ai-ebs-csi-key");
    expect(JSON.parse(String(policy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
          Resource: "arn:volumes-key",
        },
        {
          Effect: "Allow",
          Action: "kms:CreateGrant",
          Resource: "arn:volumes-key",
          Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
      ],
    });
  });

  test("make encrypted gp3 the default storage class", async () => {
    expect(only(await addons(), "kubernetes:storage.k8s.io/v1:StorageClass")).toMatchObject({
      metadata: { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true", kmsKeyId: "arn:volumes-key" },
      allowVolumeExpansion: true,
      volumeBindingMode: "WaitForFirstConsumer",
    });
  });
});

test("NodeRole joins, pulls and answers Session Manager, no more", async () => {
  const registered = await register(() => void new NodeRole("nodes", { partition: "aws-us-gov" }));
  const attached = registered
    .filter(({ type }) => type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .map(({ inputs }) => inputs.policyArn);
  expect(attached).toEqual([
    "arn:aws-us-gov:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    "arn:aws-us-gov:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    "arn:aws-us-gov:iam::aws:policy/AmazonSSMManagedInstanceCore",
  ]);
  expect(JSON.parse(String(only(registered, "aws:iam/role:Role").assumeRolePolicy))).toEqual({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
  });
});

describe("SystemPool", () => {
  const pool = (instanceType: string) =>
    register(
      () =>
        void new SystemPool("ai-system", {
          clusterName: "ai",
          nodeRoleArn: "arn:nodes",
          securityGroupIds: ["sg-nodes"],
          subnetIds: { "use1-az6": "subnet-6", "use1-az4": "subnet-4", "use1-az5": "subnet-5" },
          instanceType,
          nodes: { min: 4, max: 6 },
          volumesKeyArn: "arn:volumes-key",
        }),
    );

  test("has a group in each zone that together have the nodes asked for", async () => {
    const registered = await pool("m7i.xlarge");
    const group = (zone: string) => only(registered, "aws:eks/nodeGroup:NodeGroup", `ai-system-${zone}`);
    expect(group("use1-az4")).toEqual({
      clusterName: "ai",
      nodeRoleArn: "arn:nodes",
      subnetIds: ["subnet-4"],
      amiType: "AL2023_x86_64_STANDARD",
      capacityType: "ON_DEMAND",
      launchTemplate: { id: "ai-system-template-id", version: "1" },
      scalingConfig: { minSize: 2, maxSize: 2, desiredSize: 2 },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      labels: { "aidc.dev/role": "system" },
    });
    expect(group("use1-az5")).toMatchObject({ scalingConfig: { minSize: 1, maxSize: 2 } });
    expect(group("use1-az6")).toMatchObject({ scalingConfig: { minSize: 1, maxSize: 2 } });
  });

  test("boots arm64 types from the arm64 image", async () => {
    const groups = (await pool("m7g.xlarge")).filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
    expect(groups.map(({ inputs }) => inputs.amiType)).toEqual(Array(3).fill("AL2023_ARM_64_STANDARD"));
  });

  test("keeps pods from the node's credentials, and volumes encrypted", async () => {
    expect(only(await pool("m7i.xlarge"), "aws:ec2/launchTemplate:LaunchTemplate")).toMatchObject({
      vpcSecurityGroupIds: ["sg-nodes"],
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        { ebs: { volumeType: "gp3", volumeSize: 100, encrypted: "true", kmsKeyId: "arn:volumes-key" } },
      ],
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: { Name: "ai-system" },
      })),
    });
  });
});
