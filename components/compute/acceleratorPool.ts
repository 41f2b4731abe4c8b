import * as autoscaling from "@pulumi/aws/autoscaling";
import * as ec2 from "@pulumi/aws/ec2";
import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import type { EdgeKind } from "../../catalog/edge";
import { type PoolDesign, designPool } from "./poolDesign";
import { fabricSecurityGroup } from "./fabricSecurityGroup";
import { warnOfOldImage } from "./images";
import { hardenedLaunchTemplate } from "./launchTemplate";
import { ignoredScaling, scaling } from "./nodes";
import type { Pool } from "../../spec/stack";

export interface AcceleratorPoolArgs {
  /** The pool as the stack file declares it. */
  pool: Pool;
  clusterName: pulumi.Input<string>;
  /** Kubernetes minor version of the nodes. Default: the cluster's. */
  kubernetesVersion?: string;
  region: string;
  vpcId: pulumi.Input<string>;
  /** Private subnets by zone id. The pool takes its own zone's, or those of all zones that offer the type. */
  subnetIds: Record<string, pulumi.Input<string>>;
  /** Where they are outside the region's zones: volumes are then of the type that every such place has. */
  edge?: EdgeKind;
  nodeRoleArn: pulumi.Input<string>;
  /** Groups of the ordinary (ENA) interface. */
  securityGroupIds: pulumi.Input<string>[];
  /** KMS key of the root volumes. */
  volumesKeyArn: pulumi.Input<string>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * Nodes of one accelerator type as an EKS managed node group, on their whole fabric.
 *
 * The catalogue gives the network interfaces, the image and the zones; the stack file how the capacity is bought.
 * Works in any cluster and VPC: pass their names and ids.
 *
 * @throws pulumi.RunError where the pool cannot exist: unknown type, no zone for a fabric, no image, no subnet.
 * @example
 * new AcceleratorPool("ai-train", {
 *   pool: { name: "train", instanceType: "p5en.48xlarge", nodes: 16, zone: "use1-az5" },
 *   clusterName: "existing", region: "us-east-1", vpcId, subnetIds: { "use1-az5": subnet.id },
 *   nodeRoleArn: role.arn, securityGroupIds: [nodes.id], volumesKeyArn: key.arn,
 * });
 */
export class AcceleratorPool extends pulumi.ComponentResource {
  readonly launchTemplate: ec2.LaunchTemplate;
  readonly nodeGroup: eks.NodeGroup;
  /** All traffic between the pool's own EFA interfaces, and no other. Absent without EFA. */
  readonly fabricSecurityGroup?: ec2.SecurityGroup;
  /** Absent where the placement is a reservation's, or nobody needs one. */
  readonly placementGroup?: ec2.PlacementGroup;
  /** What scales a capacity block's nodes out and in. */
  readonly schedules: autoscaling.Schedule[];

  constructor(name: string, args: AcceleratorPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:compute:AcceleratorPool", name, {}, opts);
    const child = { parent: this };
    const design = designPool(args.pool, args.region, Object.keys(args.subnetIds), args.edge);
    warnOfOldImage([design.type], args.pool.imageFamily, this);

    if (design.efa) this.fabricSecurityGroup = fabricSecurityGroup(name, args, child);
    if (design.placementGroup) this.placementGroup = createPlacementGroup(name, args, child);
    this.launchTemplate = this.createLaunchTemplate(name, args, design);
    this.nodeGroup = this.createNodeGroup(name, args, design);
    this.schedules = createSchedules(name, args.pool, design, this.nodeGroup, child);

    this.registerOutputs({
      nodeGroupName: this.nodeGroup.nodeGroupName,
      placementGroupName: this.placementGroup?.name,
    });
  }

  private createLaunchTemplate(name: string, args: AcceleratorPoolArgs, design: PoolDesign): ec2.LaunchTemplate {
    const { capacity } = design;
    return hardenedLaunchTemplate(
      name,
      {
        description: `Pool ${args.pool.name}: ${args.pool.instanceType}`,
        instanceType: capacity.instanceTypes ? undefined : args.pool.instanceType,
        rootVolumes: design.rootVolumes.map((volume) => ({ ...volume, keyArn: args.volumesKeyArn })),
        networkInterfaces: design.interfaces.map((slot) => ({
          ...slot,
          description: `${args.pool.name} card ${slot.networkCardIndex} ${slot.interfaceType}`,
          securityGroups: this.interfaceGroups(args, slot.interfaceType),
          // EC2 refuses the parameter beside further interfaces, and gives such an instance no public address anyway.
          associatePublicIpAddress: design.interfaces.length === 1 ? "false" : undefined,
          deleteOnTermination: "true",
        })),
        userData: design.userData,
        capacityReservationSpecification: capacity.capacityReservationSpecification,
        instanceMarketOptions: capacity.instanceMarketOptions,
        placement: this.placementGroup && { groupName: this.placementGroup.name },
        tags: args.tags,
      },
      { parent: this },
    );
  }

  /** An interface that carries EFA is in the fabric's group, one that carries IP in the nodes'. */
  private interfaceGroups(args: AcceleratorPoolArgs, kind: "interface" | "efa" | "efa-only"): pulumi.Input<string>[] {
    const fabric = this.fabricSecurityGroup && kind !== "interface" ? [this.fabricSecurityGroup.id] : [];
    return kind === "efa-only" ? fabric : [...args.securityGroupIds, ...fabric];
  }

  private createNodeGroup(name: string, args: AcceleratorPoolArgs, design: PoolDesign): eks.NodeGroup {
    const { capacity, zones } = design;
    return new eks.NodeGroup(
      `${name}-nodes`,
      {
        clusterName: args.clusterName,
        version: args.kubernetesVersion,
        nodeRoleArn: args.nodeRoleArn,
        subnetIds: zones.map((zone) => args.subnetIds[zone] ?? ""),
        amiType: design.amiType,
        capacityType: capacity.capacityType,
        instanceTypes: capacity.instanceTypes,
        launchTemplate: { id: this.launchTemplate.id, version: this.launchTemplate.latestVersion.apply(String) },
        scalingConfig: design.scaling,
        // A full reservation has no room for the new node beside the old: take one out first.
        updateConfig: { maxUnavailable: 1, updateStrategy: capacity.reserved || design.efa ? "MINIMAL" : "DEFAULT" },
        // Past a fifth of the pool it is not the nodes that are ill: stop replacing them.
        nodeRepairConfig: {
          enabled: true,
          maxParallelNodesRepairedCount: 1,
          maxUnhealthyNodeThresholdPercentage: 20,
        },
        labels: { ...design.labels, ...args.pool.labels },
        taints: design.taints,
        tags: args.tags,
      },
      {
        parent: this,
        ignoreChanges: [
          ...(capacity.window ? ["scalingConfig.desiredSize"] : ignoredScaling(args.pool.nodes)),
          // The zones are the catalogue's where the file names none: a new offering must not replace the nodes.
          ...(args.pool.zone ? [] : ["subnetIds"]),
        ],
      },
    );
  }
}

function createPlacementGroup(
  name: string,
  args: AcceleratorPoolArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.PlacementGroup {
  return new ec2.PlacementGroup(`${name}-placement`, { strategy: "cluster", tags: args.tags }, opts);
}

/** A capacity block's nodes come when it starts and leave before EC2 takes them. */
function createSchedules(
  name: string,
  pool: Pool,
  { capacity: { window } }: PoolDesign,
  nodeGroup: eks.NodeGroup,
  opts: pulumi.CustomResourceOptions,
): autoscaling.Schedule[] {
  if (!window) return [];
  const autoscalingGroupName = nodeGroup.resources.apply(([resource]) => resource?.autoscalingGroups?.[0]?.name ?? "");
  const action = (scheduledActionName: string, startTime: string, desiredCapacity: number, maxSize: number) =>
    new autoscaling.Schedule(
      `${name}-${scheduledActionName}`,
      { scheduledActionName, autoscalingGroupName, startTime, minSize: 0, desiredCapacity, maxSize },
      opts,
    );
  const { maxSize } = scaling(pool.nodes);
  return [action("block-starts", window.scaleOutAt, maxSize, maxSize), action("block-ends", window.scaleInAt, 0, 0)];
}
