import * as autoscaling from "@pulumi/aws/autoscaling";
import type * as ec2 from "@pulumi/aws/ec2";
import type * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { imageParameter } from "../../catalog/images";
import type { Pool } from "../../spec/stack";
import { hardenedLaunchTemplate } from "../compute/launchTemplate";
import { al2023UserData } from "../compute/nodeConfig";
import { type PoolDesign, designPool } from "../compute/poolDesign";

export interface OutpostPoolArgs {
  /** As the stack file declares it; its zone is the one that the Outpost is connected to. */
  pool: Pool;
  /** The cluster in the region, and what its nodes must know of it. */
  cluster: Pick<eks.Cluster, "name" | "endpoint" | "certificateAuthority" | "kubernetesNetworkConfig">;
  /** Kubernetes minor version of the nodes. */
  kubernetesVersion: string;
  region: string;
  /** The site's subnet on the Outpost. */
  subnetId: pulumi.Input<string>;
  /** A role that a managed node group of the cluster has too: its access entry lets these nodes join. */
  nodeRoleName: pulumi.Input<string>;
  securityGroupIds: pulumi.Input<string>[];
  /** KMS key of the root volumes. */
  volumesKeyArn: pulumi.Input<string>;
  tags?: pulumi.Input<Record<string, string>>;
}

/**
 * Nodes on an Outpost, as an Auto Scaling group of one's own: EKS manages none there. They take EKS' newest image of their version
 * when they start, and are replaced one at a time when their template changes.
 *
 * @throws pulumi.RunError where the pool cannot exist, or EKS publishes no image for it.
 * @example
 * new OutpostPool("ai-plant", {
 *   pool: { name: "plant", instanceType: "g4dn.12xlarge", nodes: 2, zone: "use1-az4", efa: false },
 *   cluster, kubernetesVersion: "1.35", region: "us-east-1", subnetId: subnet.id, nodeRoleName: role.name,
 *   securityGroupIds: [nodes.id], volumesKeyArn: key.arn,
 * });
 */
export class OutpostPool extends pulumi.ComponentResource {
  readonly instanceProfile: iam.InstanceProfile;
  readonly launchTemplate: ec2.LaunchTemplate;
  readonly group: autoscaling.Group;

  constructor(name: string, args: OutpostPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:edge:OutpostPool", name, {}, opts);
    const child = { parent: this };
    const design = designPool(args.pool, args.region, [args.pool.zone ?? ""], "outpost");
    this.instanceProfile = new iam.InstanceProfile(
      `${name}-nodes`,
      { role: args.nodeRoleName, tags: args.tags },
      child,
    );
    this.launchTemplate = this.createLaunchTemplate(name, args, design);
    this.group = this.createGroup(name, args, design);
    this.registerOutputs({ autoScalingGroupName: this.group.name });
  }

  private createLaunchTemplate(name: string, args: OutpostPoolArgs, design: PoolDesign): ec2.LaunchTemplate {
    return hardenedLaunchTemplate(
      name,
      {
        description: `Pool ${args.pool.name} on an Outpost: ${args.pool.instanceType}`,
        instanceType: args.pool.instanceType,
        imageId: imageOf(args, design),
        iamInstanceProfile: { arn: this.instanceProfile.arn },
        rootVolumes: design.rootVolumes.map((volume) => ({ ...volume, keyArn: args.volumesKeyArn })),
        networkInterfaces: [
          {
            deviceIndex: 0,
            securityGroups: args.securityGroupIds,
            associatePublicIpAddress: "false",
            deleteOnTermination: "true",
          },
        ],
        userData: userDataOf(args, design),
        tags: args.tags,
      },
      { parent: this },
    );
  }

  private createGroup(name: string, { pool, cluster, subnetId, tags = {} }: OutpostPoolArgs, design: PoolDesign) {
    const { minSize, maxSize, desiredSize } = design.scaling;
    const own = cluster.name.apply((cluster) => ({ [`kubernetes.io/cluster/${cluster}`]: "owned" }));
    return new autoscaling.Group(
      `${name}-nodes`,
      {
        vpcZoneIdentifiers: [subnetId],
        ...{ minSize, maxSize, desiredCapacity: desiredSize },
        launchTemplate: { id: this.launchTemplate.id, version: this.launchTemplate.latestVersion.apply(String) },
        // What EC2 cannot reach while the Outpost is cut off is not ill for that.
        healthCheckType: "EC2",
        instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 50 } },
        tags: pulumi.all([own, tags]).apply((all) =>
          Object.entries(Object.assign({}, ...all) as Record<string, string>).map(([key, value]) => ({
            ...{ key, value },
            propagateAtLaunch: true,
          })),
        ),
      },
      { parent: this, ignoreChanges: typeof pool.nodes === "number" ? [] : ["desiredCapacity"] },
    );
  }
}

/** The parameter that holds EKS' newest image, which EC2 reads at each start. */
function imageOf({ pool, kubernetesVersion }: OutpostPoolArgs, { type }: PoolDesign): string {
  const { architecture, accelerator } = type;
  const parameter = imageParameter({
    ...{ kubernetesVersion, architecture },
    ...(accelerator && { accelerators: accelerator.manufacturer }),
  });
  if (!parameter) throw new pulumi.RunError(`pool ${pool.name}: EKS publishes no image for ${type.name}`);
  return `resolve:ssm:${parameter}`;
}

function userDataOf({ pool, cluster }: OutpostPoolArgs, { labels, taints, type }: PoolDesign): pulumi.Output<string> {
  const { name, endpoint, certificateAuthority, kubernetesNetworkConfig } = cluster;
  return pulumi
    .all([name, endpoint, certificateAuthority, kubernetesNetworkConfig])
    .apply(([clusterName, apiServer, { data }, { serviceIpv4Cidr }]) =>
      al2023UserData(
        { localDisks: type.localNvme && "raid0", alignToNuma: true },
        {
          clusterName,
          endpoint: apiServer,
          certificateAuthority: data,
          serviceCidr: serviceIpv4Cidr,
          labels: { ...labels, ...pool.labels },
          taints: taints.map(({ key, value, effect }) => `${key}=${value}:${kubeletEffects[effect]}`),
        },
      ),
    );
}

/** EKS' names of the effects, as the kubelet has them. */
const kubeletEffects = { NO_SCHEDULE: "NoSchedule" };
