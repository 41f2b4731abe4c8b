import { isAbsolute } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Region as WholeRegion } from "../components/region";
import { bucketNames, subnetIds } from "../components/region/inputs";
import { loadStack } from "../spec/load";
import { StackFileError } from "../spec/problems";
import type { Stack } from "../spec/stack";

export interface RegionArgs {
  /** Absolute path of a stack file, which `aidc plan` plans, judges and prices beforehand. */
  stackFile: string;
}

/** A whole region from one stack file: network, cluster, accelerator pools, storage, scheduling, monitoring, recovery. */
export class Region extends pulumi.ComponentResource {
  /** The VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Subnets of nodes and pods, by zone ID. */
  readonly privateSubnetIds: pulumi.Output<{ [zone: string]: string }>;
  /** The EKS cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** Address of its API server. */
  readonly clusterEndpoint: pulumi.Output<string>;
  /** Names of the buckets, by their names in the stack file. */
  readonly bucketNames: pulumi.Output<{ [name: string]: string }>;
  /** The topic that alarms go to. */
  readonly alarmTopicArn: pulumi.Output<string>;

  constructor(name: string, args: RegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:index:Region", name, args, opts);
    const region = new WholeRegion(name, stackOf(args), { parent: this });
    this.vpcId = region.network.vpc.id;
    this.privateSubnetIds = pulumi.output(subnetIds(region.network.privateSubnets));
    this.clusterName = region.cluster.cluster.name;
    this.clusterEndpoint = region.cluster.cluster.endpoint;
    this.bucketNames = pulumi.output(bucketNames(region.objectStore));
    this.alarmTopicArn = region.monitoring.topic.arn;
    this.registerOutputs(region.outputs());
  }
}

function stackOf({ stackFile }: RegionArgs): Stack {
  // A plugin's working directory is its own, not the program's.
  if (!isAbsolute(stackFile)) throw new pulumi.RunError(`stackFile must be an absolute path; found ${stackFile}.`);
  try {
    return loadStack(stackFile).stack;
  } catch (error) {
    if (error instanceof StackFileError) throw new pulumi.RunError(error.message);
    throw error;
  }
}
