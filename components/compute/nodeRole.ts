import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "./trustPolicies";

export interface NodeRoleArgs {
  /** AWS partition. Default: `aws`. */
  partition?: string;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The least that EKS lets a node live with, and Session Manager in place of SSH. */
const nodePolicies = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonSSMManagedInstanceCore",
];

/**
 * What a node may do by itself: join the cluster, pull images, answer Session Manager. Everything else, the network
 * plug-in's interfaces included, belongs to the pod that does it, through EKS Pod Identity.
 */
export class NodeRole extends pulumi.ComponentResource {
  readonly role: iam.Role;

  constructor(name: string, args: NodeRoleArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:compute:NodeRole", name, {}, opts);
    const trust = serviceTrust("ec2.amazonaws.com");
    this.role = new iam.Role(
      `${name}-role`,
      {
        description: "EKS nodes: join the cluster, pull images, Session Manager",
        assumeRolePolicy: pulumi.jsonStringify(trust),
        tags: args.tags,
      },
      { parent: this },
    );
    for (const policy of nodePolicies) {
      new iam.RolePolicyAttachment(
        `${name}-${policy}`,
        { role: this.role.name, policyArn: `arn:${args.partition ?? "aws"}:iam::aws:policy/${policy}` },
        { parent: this },
      );
    }
    this.registerOutputs({
      roleArn: this.role.arn,
      policyDocuments: { [`${name}-role.assumeRolePolicy`]: trust },
    });
  }
}
