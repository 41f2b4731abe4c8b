import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { installAddon } from "../compute/addons";
import { podIdentityTrust } from "../compute/trustPolicies";

export interface ContainerInsightsArgs {
  clusterName: pulumi.Input<string>;
  /** Kubernetes minor version: the catalogue pins the add-on for it. */
  kubernetesVersion: string;
  /** AWS partition. Default: `aws`. */
  partition?: string;
  /** KMS key of the log groups; its policy lets CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
  logRetentionDays: number;
}

/** The add-on's groups, below `/aws/containerinsights/<cluster>/` (CloudWatch user guide, "Container Insights"). */
const groups = ["application", "dataplane", "host", "performance"];

/**
 * CloudWatch Container Insights: metrics of nodes, pods and GPUs, and containers' logs, for who watches in CloudWatch rather than
 * in Prometheus. Its log groups stand before the agent would make them, encrypted and kept as long as the others.
 *
 * @example
 * new ContainerInsights("ai", { clusterName: "ai", kubernetesVersion: "1.35", logsKeyArn: key.arn, logRetentionDays: 365 });
 */
export class ContainerInsights extends pulumi.ComponentResource {
  readonly addon: eks.Addon;
  readonly logGroups: cloudwatch.LogGroup[];

  constructor(name: string, args: ContainerInsightsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:observability:ContainerInsights", name, {}, opts);
    this.logGroups = groups.map(
      (group) =>
        new cloudwatch.LogGroup(
          `${name}-${group}`,
          {
            name: pulumi.interpolate`/aws/containerinsights/${args.clusterName}/${group}`,
            kmsKeyId: args.logsKeyArn,
            retentionInDays: args.logRetentionDays,
          },
          { parent: this },
        ),
    );
    const roleArn = this.createRole(name, args);
    this.addon = installAddon(
      name,
      { addonName: "amazon-cloudwatch-observability", identity: { serviceAccount: "cloudwatch-agent", roleArn } },
      args,
      { parent: this, dependsOn: this.logGroups },
    );
    this.registerOutputs({
      policyDocuments: { [`${name}-cloudwatch-agent.assumeRolePolicy`]: podIdentityTrust },
    });
  }

  private createRole(name: string, { partition = "aws" }: ContainerInsightsArgs): pulumi.Output<string> {
    const role = new iam.Role(
      `${name}-cloudwatch-agent`,
      {
        description: "CloudWatch agent: writes metrics and logs",
        assumeRolePolicy: pulumi.jsonStringify(podIdentityTrust),
      },
      { parent: this },
    );
    new iam.RolePolicyAttachment(
      `${name}-CloudWatchAgentServerPolicy`,
      { role: role.name, policyArn: `arn:${partition}:iam::aws:policy/CloudWatchAgentServerPolicy` },
      { parent: this },
    );
    return role.arn;
  }
}
