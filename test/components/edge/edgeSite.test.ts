import { Cluster } from "@pulumi/aws/eks";
import { Provider } from "@pulumi/kubernetes/provider";
import { describe, expect, test } from "vitest";
import { EdgeSite } from "../../../components/edge/edgeSite";
import { createEdgeSubnets } from "../../../components/network/edgeSubnets";
import { ingress } from "../../../components/serving/entry";
import { deployment } from "../../../components/serving/replicas";
import type { EdgeSite as EdgeSiteEntry, InferenceWorkload, Pool } from "../../../spec/stack";
import { find, names, register } from "../harness";

const outpost = "arn:aws:outposts:us-east-1:111122223333:outpost/op-0123456789abcdef0";
const boston: EdgeSiteEntry = {
  name: "boston",
  site: "use1-bos1-az1",
  cidr: "10.16.240.0/24",
  pool: "near",
  models: [{ name: "digits", bucket: "models", prefix: "digits/", namespace: "vision", sizeGiB: 20 }],
  offlineHours: 72,
};
const near: Pool = { name: "near", instanceType: "g4dn.2xlarge", nodes: 2, zone: "use1-bos1-az1" };

const made = (site: EdgeSiteEntry, pool: Pool) =>
  register((opts) => {
    const cluster = new Cluster(
      "cluster",
      {
        name: "ai",
        roleArn: "arn:role",
        vpcConfig: { subnetIds: [] },
        kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16" },
      },
      opts,
    );
    void new EdgeSite(
      "ai-boston",
      {
        ...{
          site,
          pool,
          cluster,
          kubernetesVersion: "1.35",
          region: "us-east-1",
          vpcId: "vpc-1",
          subnetId: "subnet-1",
        },
        nodeRole: { arn: "arn:node", name: "node" },
        securityGroupIds: ["sg-nodes"],
        ...{ volumesKeyArn: "arn:volumes", storageKeyArn: "arn:storage" },
        buckets: { models: { bucket: "models-1", arn: "arn:aws:s3:::models-1" } },
        kubernetes: new Provider("kubernetes", {}),
        tags: { "aidc:edge": "boston" },
      },
      opts,
    );
  });

describe("a site in a Local Zone", () => {
  test("has managed nodes in its own subnet, on the volume type that every such zone has", async () => {
    const all = await made(boston, near);
    const group = find(all, "aws:eks/nodeGroup:NodeGroup", "ai-boston-near-nodes").inputs;
    expect(group).toMatchObject({
      subnetIds: ["subnet-1"],
      amiType: "AL2023_x86_64_NVIDIA",
      capacityType: "ON_DEMAND",
    });
    const { blockDeviceMappings } = find(
      all,
      "aws:ec2/launchTemplate:LaunchTemplate",
      "ai-boston-near-template",
    ).inputs;
    expect(blockDeviceMappings).toEqual([
      {
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp2",
          volumeSize: 200,
          encrypted: "true",
          kmsKeyId: "arn:volumes",
          deleteOnTermination: "true",
        },
      },
    ]);
  });

  test("keeps its models on each node: an agent may read that folder alone, and a claim of the team leads to it", async () => {
    const all = await made(boston, near);
    const { policy } = find(all, "aws:iam/rolePolicy:RolePolicy", "ai-boston-models-read").inputs;
    expect(JSON.parse(policy as string)).toMatchObject({
      Statement: [
        {
          Action: "s3:ListBucket",
          Resource: "arn:aws:s3:::models-1",
          Condition: { StringLike: { "s3:prefix": "digits/*" } },
        },
        { Action: "s3:GetObject", Resource: "arn:aws:s3:::models-1/digits/*" },
        { Action: "kms:Decrypt", Resource: "arn:storage" },
      ],
    });
    const { spec: agents } = find(all, "kubernetes:apps/v1:DaemonSet", "ai-boston-models-agents").inputs as {
      spec: { template: { spec: { nodeSelector: unknown; containers: { env: unknown[] }[] } } };
    };
    expect(agents.template.spec.nodeSelector).toEqual({ "aidc.dev/pool": "near" });
    expect(agents.template.spec.containers[0]?.env).toEqual(
      expect.arrayContaining([
        { name: "FROM", value: "s3://models-1/digits/" },
        { name: "FOLDER", value: "/var/lib/aidc/models/digits" },
        { name: "EVERY", value: "900" },
      ]),
    );
    expect(find(all, "kubernetes:core/v1:PersistentVolume", "ai-boston-models-digits").inputs.spec).toMatchObject({
      accessModes: ["ReadOnlyMany"],
      claimRef: { namespace: "vision", name: "digits" },
      hostPath: { path: "/var/lib/aidc/models/digits/current", type: "Directory" },
      persistentVolumeReclaimPolicy: "Retain",
    });
    expect(find(all, "kubernetes:core/v1:PersistentVolumeClaim", "ai-boston-models-digits").inputs).toMatchObject({
      metadata: { name: "digits", namespace: "vision" },
      spec: { volumeName: "boston-vision-digits", storageClassName: "" },
    });
  });

  test("makes no agent where it keeps no models", async () => {
    const all = await made({ ...boston, models: [] }, near);
    expect(names(all, "kubernetes:apps/v1:DaemonSet")).toEqual([]);
  });
});

describe("a site on an Outpost", () => {
  const plant: EdgeSiteEntry = { ...boston, site: { outpost, zone: "use1-az4" } };
  const pool: Pool = { ...near, instanceType: "g4dn.12xlarge", zone: "use1-az4", efa: false };

  test("has a subnet on the rack, in the zone that it is connected to", async () => {
    const all = await register((opts) => {
      createEdgeSubnets(
        "ai",
        "vpc-1",
        [{ name: "plant", zone: "use1-az4", cidr: "10.16.240.0/24", outpostArn: outpost }],
        opts,
      );
    });
    expect(find(all, "aws:ec2/subnet:Subnet", "ai-edge-plant").inputs).toMatchObject({
      ...{
        availabilityZoneId: "use1-az4",
        outpostArn: outpost,
        cidrBlock: "10.16.240.0/24",
        mapPublicIpOnLaunch: false,
      },
    });
  });

  test("has nodes of its own, which EKS does not manage there: told of the cluster, labelled and tainted as a pool's", async () => {
    const all = await made(plant, pool);
    expect(names(all, "aws:eks/nodeGroup:NodeGroup")).toEqual([]);
    expect(find(all, "aws:autoscaling/group:Group", "ai-boston-near-nodes").inputs).toMatchObject({
      vpcZoneIdentifiers: ["subnet-1"],
      ...{ minSize: 2, maxSize: 2, desiredCapacity: 2 },
      tags: [
        { key: "kubernetes.io/cluster/ai", value: "owned", propagateAtLaunch: true },
        { key: "aidc:edge", value: "boston", propagateAtLaunch: true },
      ],
    });
    const template = find(all, "aws:ec2/launchTemplate:LaunchTemplate", "ai-boston-near-template").inputs;
    expect(template).toMatchObject({
      imageId: "resolve:ssm:/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/nvidia/recommended/image_id",
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{ ebs: { volumeType: "gp2" } }],
    });
    const userData = Buffer.from(template.userData as string, "base64").toString();
    const config = JSON.parse(/\{[\s\S]*\}/.exec(userData)?.[0] ?? "") as { spec: Record<string, unknown> };
    expect(config.spec).toMatchObject({
      cluster: {
        name: "ai",
        apiServerEndpoint: "https://cluster.test",
        certificateAuthority: "Q0E=",
        cidr: "172.20.0.0/16",
      },
      kubelet: {
        flags: [
          expect.stringMatching(/^--node-labels=.*aidc\.dev\/pool=near/),
          "--register-with-taints=nvidia.com/gpu=true:NoSchedule",
        ],
      },
    });
  });
});

describe("a service at the edge", () => {
  const service: InferenceWorkload = {
    ...{ name: "digits", team: "vision", pool: "near", model: { claim: "digits" } },
    image: `registry.example.com/digits@sha256:${"a".repeat(64)}`,
  };
  const place = { subnetId: "subnet-1", offlineHours: 72 };

  test("goes on for the stated time on a node that the region does not hear from", () => {
    const { template } = deployment(service, { ...near, edge: place }, "high").spec as unknown as {
      template: { spec: { tolerations: unknown[]; containers: { imagePullPolicy: string }[] } };
    };
    expect(template.spec.tolerations.slice(1)).toEqual(
      ["unreachable", "not-ready"].map((condition) => ({
        key: `node.kubernetes.io/${condition}`,
        ...{ operator: "Exists", effect: "NoExecute", tolerationSeconds: 72 * 3600 },
      })),
    );
    expect(template.spec.containers[0]?.imagePullPolicy).toBe("IfNotPresent");
  });

  test("has its load balancer in the site's subnet", () => {
    const entry = { certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1" };
    expect(ingress(service, entry, place).metadata).toMatchObject({
      annotations: { "alb.ingress.kubernetes.io/subnets": "subnet-1", "alb.ingress.kubernetes.io/scheme": "internal" },
    });
  });
});
