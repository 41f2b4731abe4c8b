import * as pulumi from "@pulumi/pulumi";
import { AcceleratorPool as Pool } from "../components/compute/acceleratorPool";
import type { Pool as PoolSpec } from "../spec/stack";

export interface AcceleratorPoolArgs {
  /** The EKS cluster that the nodes join. */
  clusterName: pulumi.Input<string>;
  /** The AWS region, such as `us-east-1`. */
  region: string;
  /** The VPC of the subnets. */
  vpcId: pulumi.Input<string>;
  /** Private subnets by zone ID, such as `use1-az6`. The pool takes its own zone's, or those of all zones that offer the type. */
  subnetIds: { [zone: string]: pulumi.Input<string> };
  /** The IAM role of the nodes. */
  nodeRoleArn: pulumi.Input<string>;
  /** Security groups of the ordinary (ENA) interface. */
  securityGroupIds: pulumi.Input<string>[];
  /** The KMS key of the root volumes. */
  volumesKeyArn: pulumi.Input<string>;
  /** An EC2 instance type with accelerators, such as `p5en.48xlarge`. */
  instanceType: string;
  /** Nodes, or the fewest where `maxNodes` is more. */
  nodes: number;
  /** Most nodes: the autoscaler moves between. Default: `nodes`. */
  maxNodes?: number;
  /** The zone ID that the pool lives in. Required for a fabric. Default: every zone that offers the type. */
  zone?: string;
  /** Buy on the spot market. Default: false. */
  spot?: boolean;
  /** An on-demand capacity reservation to buy from, or the ARN of a resource group of them. Default: none. */
  reservation?: string;
  /** Further node labels. */
  labels?: { [name: string]: string };
  /** Tags of what the pool starts. */
  tags?: { [name: string]: pulumi.Input<string> };
}

/** Nodes of one accelerator type as an EKS managed node group, on their whole fabric, in any cluster and VPC. */
export class AcceleratorPool extends pulumi.ComponentResource {
  /** Name of the EKS node group. */
  readonly nodeGroupName: pulumi.Output<string>;
  /** The launch template that the nodes start from. */
  readonly launchTemplateId: pulumi.Output<string>;
  /** The group of the EFA interfaces: all traffic between them, and no other. Absent without EFA. */
  readonly fabricSecurityGroupId?: pulumi.Output<string>;
  /** Absent where the placement is a reservation's, or nobody needs one. */
  readonly placementGroupName?: pulumi.Output<string>;

  constructor(name: string, args: AcceleratorPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:index:AcceleratorPool", name, args, opts);
    const pool = new Pool(name, { ...args, pool: poolOf(name, args) }, { parent: this });
    this.nodeGroupName = pool.nodeGroup.nodeGroupName;
    this.launchTemplateId = pool.launchTemplate.id;
    this.fabricSecurityGroupId = pool.fabricSecurityGroup?.id;
    this.placementGroupName = pool.placementGroup?.name;
    this.registerOutputs({
      nodeGroupName: this.nodeGroupName,
      launchTemplateId: this.launchTemplateId,
      fabricSecurityGroupId: this.fabricSecurityGroupId,
      placementGroupName: this.placementGroupName,
    });
  }
}

function poolOf(name: string, args: AcceleratorPoolArgs): PoolSpec {
  const { instanceType, nodes, maxNodes = nodes, zone, spot, reservation, labels } = args;
  if (spot && reservation) throw new pulumi.RunError(`${name}: spot and reservation exclude each other.`);
  return {
    name,
    instanceType,
    nodes: maxNodes > nodes ? { min: nodes, max: maxNodes } : nodes,
    ...(zone !== undefined && { zone }),
    ...(spot && { capacity: "spot" as const }),
    ...(reservation !== undefined && { capacity: { reservation } }),
    ...(labels && { labels }),
  };
}
