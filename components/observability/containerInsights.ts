import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { installAddon } from "../compute/addons";
import { podIdentityTrust } from "../compute/trustPolicies";
import { otlpPorts } from "./otlp";

export interface ContainerInsightsArgs {
  clusterName: pulumi.Input<string>;
  /** Kubernetes minor version: the catalogue pins the add-on for it. */
  kubernetesVersion: string;
  /** AWS partition. Default: `aws`. */
  partition?: string;
  /** KMS key of the log groups; its policy lets CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
  logRetentionDays: number;
  /** Metrics and containers' logs. Default: true. */
  insights?: boolean;
  /** Traces to AWS X-Ray, from pods that send OTLP to `cloudwatch-agent.amazon-cloudwatch`. Default: false. */
  traces?: boolean;
}

/** The add-on's groups, below `/aws/containerinsights/<cluster>/` (CloudWatch user guide, "Container Insights"). */
const groups = ["application", "dataplane", "host", "performance"];

/**
 * CloudWatch Container Insights: metrics of nodes, pods and GPUs, and containers' logs, for who watches in CloudWatch rather than
 * in Prometheus; and traces, which Prometheus has none of. Its log groups stand before the agent would make them, encrypted and kept as long as the others.
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
    const { insights = true, traces = false } = args;
    const configuration = insights && !traces ? undefined : agentConfiguration(insights, traces);
    this.addon = installAddon(
      name,
      {
        addonName: "amazon-cloudwatch-observability",
        identity: { serviceAccount: "cloudwatch-agent", roleArn },
        ...(configuration && { configuration }),
      },
      args,
      { parent: this, dependsOn: this.logGroups },
    );
    this.registerOutputs({
      policyDocuments: { [`${name}-cloudwatch-agent.assumeRolePolicy`]: podIdentityTrust },
    });
  }

  private createRole(
    name: string,
    { partition = "aws", traces = false }: ContainerInsightsArgs,
  ): pulumi.Output<string> {
    const role = new iam.Role(
      `${name}-cloudwatch-agent`,
      {
        description: "CloudWatch agent: writes metrics, logs and traces",
        assumeRolePolicy: pulumi.jsonStringify(podIdentityTrust),
      },
      { parent: this },
    );
    for (const policy of ["CloudWatchAgentServerPolicy", ...(traces ? ["AWSXrayWriteOnlyAccess"] : [])]) {
      new iam.RolePolicyAttachment(
        `${name}-${policy}`,
        { role: role.name, policyArn: `arn:${partition}:iam::aws:policy/${policy}` },
        { parent: this },
      );
    }
    return role.arn;
  }
}

/** CloudWatch user guide, "Install the CloudWatch agent with the Amazon CloudWatch Observability EKS add-on", and "Collect traces with OpenTelemetry". */
function agentConfiguration(insights: boolean, traces: boolean): Record<string, unknown> {
  const endpoint = (port: number) => `0.0.0.0:${port}`;
  const otlp = { grpc_endpoint: endpoint(otlpPorts.grpc), http_endpoint: endpoint(otlpPorts.http) };
  return {
    agent: {
      config: {
        ...(insights && { logs: { metrics_collected: { kubernetes: { enhanced_container_insights: true } } } }),
        ...(traces && { traces: { traces_collected: { otlp } } }),
      },
    },
    containerLogs: { enabled: insights },
  };
}
