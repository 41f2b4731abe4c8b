import * as ec2 from "@pulumi/aws/ec2";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import type { DynamicPool as DynamicPoolSpec } from "../../../spec/stack";
import { fabricSecurityGroup } from "../fabricSecurityGroup";
import { warnOfOldImage } from "../images";
import { type DynamicPoolDesign, designDynamicPool } from "./dynamicPoolDesign";

export interface DynamicPoolArgs {
  /** The pool as the stack file declares it. */
  pool: DynamicPoolSpec;
  region: string;
  vpcId: pulumi.Input<string>;
  /** Private subnets by zone id. */
  subnetIds: Record<string, pulumi.Input<string>>;
  /** The role's name, not its ARN. */
  nodeRoleName: pulumi.Input<string>;
  securityGroupIds: pulumi.Input<string>[];
  /** KMS key of the root volumes. */
  volumesKeyArn: pulumi.Input<string>;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * Nodes that come when pods wait for accelerators and go when none need them: what `Karpenter` may make, and how much of
 * it. For serving and bursts; a training pool of fixed size is an `AcceleratorPool`.
 *
 * Make it `dependsOn` the `Karpenter` of the cluster.
 *
 * @throws pulumi.RunError where no zone offers its types.
 * @example
 * new DynamicPool("ai-burst", {
 *   pool: { name: "burst", instanceTypes: ["g6e.12xlarge", "g6e.24xlarge"], maxAccelerators: 32, capacity: ["spot", "on-demand"] },
 *   region: "us-east-1", vpcId, subnetIds: { "use1-az4": a, "use1-az6": b },
 *   nodeRoleName: role.name, securityGroupIds: [nodes.id], volumesKeyArn: key.arn, kubernetes: provider,
 * }, { dependsOn: [karpenter] });
 */
export class DynamicPool extends pulumi.ComponentResource {
  readonly nodeClass: CustomResource;
  readonly nodePool: CustomResource;
  /** Absent without EFA. */
  readonly fabricSecurityGroup?: ec2.SecurityGroup;
  /** Absent without EFA, and with reservations, whose placement is their own. */
  readonly placementGroup?: ec2.PlacementGroup;

  constructor(name: string, args: DynamicPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:compute:DynamicPool", name, {}, opts);
    const child = { parent: this };
    const design = designDynamicPool(args.pool, args.region, Object.keys(args.subnetIds));
    warnOfOldImage(design.types, args.pool.imageFamily, this);
    if (args.pool.efa) {
      this.fabricSecurityGroup = fabricSecurityGroup(name, args, child);
      if (!args.pool.reservations) {
        this.placementGroup = new ec2.PlacementGroup(
          `${name}-placement`,
          { strategy: "cluster", tags: args.tags },
          child,
        );
      }
    }
    this.nodeClass = this.createObject(name, "node-class", args, {
      apiVersion: "karpenter.k8s.aws/v1",
      kind: "EC2NodeClass",
      spec: this.nodeClassSpec(name, args, design),
    });
    this.nodePool = this.createObject(name, "node-pool", args, {
      apiVersion: "karpenter.sh/v1",
      kind: "NodePool",
      spec: nodePoolSpec(args.pool, design),
    });
    this.registerOutputs({ nodePoolName: args.pool.name, placementGroupName: this.placementGroup?.name });
  }

  private createObject(
    name: string,
    suffix: string,
    { pool, kubernetes }: DynamicPoolArgs,
    object: { apiVersion: string; kind: string; spec: pulumi.Inputs },
  ): CustomResource {
    return new CustomResource(
      `${name}-${suffix}`,
      { ...object, metadata: { name: pool.name } },
      { parent: this, provider: kubernetes, dependsOn: suffix === "node-pool" ? [this.nodeClass] : [] },
    );
  }

  private nodeClassSpec(name: string, args: DynamicPoolArgs, design: DynamicPoolDesign): pulumi.Inputs {
    const groups = [...args.securityGroupIds, ...(this.fabricSecurityGroup ? [this.fabricSecurityGroup.id] : [])];
    return {
      amiSelectorTerms: [{ alias: design.imageAlias }],
      role: args.nodeRoleName,
      subnetSelectorTerms: design.zones.map((zone) => ({ id: args.subnetIds[zone] })),
      securityGroupSelectorTerms: groups.map((id) => ({ id })),
      associatePublicIPAddress: false,
      // As every node of ours: IMDSv2, and out of pods' reach.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: blockDevices(args, design),
      instanceStorePolicy: design.localRaid ? "RAID0" : undefined,
      networkInterfaces: design.interfaces.length > 0 ? design.interfaces : undefined,
      placementGroupSelector: this.placementGroup && { name: this.placementGroup.name },
      capacityReservationSelectorTerms: args.pool.reservations?.map((id) => ({ id })),
      detailedMonitoring: true,
      userData: design.userData,
      tags: pulumi.output(args.tags ?? {}).apply((tags) => ({ ...tags, Name: name })),
    };
  }
}

function blockDevices({ pool, volumesKeyArn }: DynamicPoolArgs, { imageAlias }: DynamicPoolDesign): pulumi.Inputs[] {
  const encrypted = { volumeType: "gp3", encrypted: true, kmsKeyID: volumesKeyArn, deleteOnTermination: true };
  // Images are tens of GB: gp3's default throughput would make them the slowest part of a start.
  const data = { ...encrypted, volumeSize: `${pool.rootVolumeGiB ?? 200}Gi`, throughput: 500, iops: 4000 };
  if (imageAlias.startsWith("al2023")) return [{ deviceName: "/dev/xvda", rootVolume: true, ebs: data }];
  return [
    { deviceName: "/dev/xvda", ebs: { ...encrypted, volumeSize: "4Gi" } },
    { deviceName: "/dev/xvdb", rootVolume: true, ebs: data },
  ];
}

function nodePoolSpec(pool: DynamicPoolSpec, design: DynamicPoolDesign): pulumi.Inputs {
  const oneOf = (key: string, values: string[]) => ({ key, operator: "In", values });
  return {
    template: {
      metadata: { labels: design.labels },
      spec: {
        nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: pool.name },
        requirements: [
          oneOf("node.kubernetes.io/instance-type", pool.instanceTypes),
          oneOf("karpenter.sh/capacity-type", design.capacityTypes),
          oneOf("topology.k8s.aws/zone-id", design.zones),
          oneOf("kubernetes.io/arch", [design.architecture]),
        ],
        taints: [{ key: design.resource, value: "true", effect: "NoSchedule" }],
        // Nodes take the newest image within a month; their pods get a day to leave.
        expireAfter: "720h",
        terminationGracePeriod: "24h",
      },
    },
    limits: { [design.resource]: pool.maxAccelerators },
    disruption: {
      // Moving a training pod to save a node costs it everything since its last checkpoint.
      consolidationPolicy: pool.efa ? "WhenEmpty" : "WhenEmptyOrUnderutilized",
      consolidateAfter: pool.consolidateAfter ?? "5m",
      budgets: [{ nodes: "10%" }],
    },
  };
}
