import type * as ec2 from "@pulumi/aws/ec2";
import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import { findInstanceType } from "../../catalog/instanceTypes";
import type { Nodes } from "../../spec/stack";
import { hardenedLaunchTemplate } from "./launchTemplate";
import { al2023UserData } from "./nodeConfig";
import { ignoredScaling, scaling, spread } from "./nodes";

export interface SystemPoolArgs {
  clusterName: pulumi.Input<string>;
  /** Kubernetes minor version of the nodes. Default: the cluster's. */
  kubernetesVersion?: string;
  nodeRoleArn: pulumi.Input<string>;
  securityGroupIds: pulumi.Input<string>[];
  /** Private subnets by zone id: a node group in each. */
  subnetIds: Record<string, pulumi.Input<string>>;
  instanceType: string;
  /** All zones together. */
  nodes: Nodes;
  /** KMS key of the root volumes. */
  volumesKeyArn: pulumi.Input<string>;
  /** Default: 100. */
  rootVolumeGiB?: number;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * Nodes for the cluster's own services, in one managed node group a zone.
 *
 * A group a zone, not one across zones: the autoscaler can then add a node in the zone where a pod's volume lies, and
 * another zone adds a group where EKS would otherwise replace the whole one (its subnets cannot change).
 *
 * @throws pulumi.RunError where the catalogue does not hold the instance type.
 * @example
 * new SystemPool("ai-system", {
 *   clusterName: "ai", nodeRoleArn: role.arn, securityGroupIds: [nodes.id], subnetIds: { "use1-az4": a, "use1-az5": b },
 *   instanceType: "m7i.xlarge", nodes: { min: 2, max: 4 }, volumesKeyArn: key.arn,
 * });
 */
export class SystemPool extends pulumi.ComponentResource {
  readonly launchTemplate: ec2.LaunchTemplate;
  /** By zone id. */
  readonly nodeGroups: Record<string, eks.NodeGroup>;

  constructor(name: string, args: SystemPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:compute:SystemPool", name, {}, opts);
    this.launchTemplate = this.createLaunchTemplate(name, args);
    this.nodeGroups = this.createNodeGroups(name, args);
    this.registerOutputs({
      nodeGroupNames: Object.values(this.nodeGroups).map((group) => group.nodeGroupName),
    });
  }

  private createLaunchTemplate(name: string, args: SystemPoolArgs): ec2.LaunchTemplate {
    return hardenedLaunchTemplate(
      name,
      {
        description: "Nodes of the cluster's own services",
        instanceType: args.instanceType,
        rootVolumes: [{ deviceName: "/dev/xvda", sizeGiB: args.rootVolumeGiB ?? 100, keyArn: args.volumesKeyArn }],
        securityGroupIds: args.securityGroupIds,
        userData: al2023UserData({ alignToNuma: false }),
        tags: args.tags,
      },
      { parent: this },
    );
  }

  private createNodeGroups(name: string, args: SystemPoolArgs): Record<string, eks.NodeGroup> {
    const zones = Object.keys(args.subnetIds).sort();
    const shares = spread(args.nodes, zones.length);
    return Object.fromEntries(
      zones.map((zone, index) => [zone, this.createNodeGroup(name, args, zone, shares[index] ?? 0)]),
    );
  }

  private createNodeGroup(name: string, args: SystemPoolArgs, zone: string, nodes: Nodes): eks.NodeGroup {
    return new eks.NodeGroup(
      `${name}-${zone}`,
      {
        clusterName: args.clusterName,
        version: args.kubernetesVersion,
        nodeRoleArn: args.nodeRoleArn,
        subnetIds: [args.subnetIds[zone] ?? ""],
        amiType: systemImage(args.instanceType),
        capacityType: "ON_DEMAND",
        launchTemplate: {
          id: this.launchTemplate.id,
          version: this.launchTemplate.latestVersion.apply(String),
        },
        scalingConfig: scaling(nodes),
        updateConfig: { maxUnavailable: 1 },
        nodeRepairConfig: { enabled: true },
        labels: { "aidc.dev/role": "system" },
        tags: args.tags,
      },
      { parent: this, ignoreChanges: ignoredScaling(nodes) },
    );
  }
}

function systemImage(instanceType: string): string {
  const type = findInstanceType(instanceType);
  if (!type) {
    throw new pulumi.RunError(
      `The catalogue does not hold the instance type ${instanceType}. "aidc catalog show" lists those it holds.`,
    );
  }
  return type.architecture === "arm64" ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD";
}
