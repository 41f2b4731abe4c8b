import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as fis from "@pulumi/aws/fis";
import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { type AccountArgs, accountOf } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import { experimentRole } from "./experimentRole";

export interface ExperimentsArgs extends AccountArgs {
  /** The node group of each pool that nodes may be taken from, by pool. */
  nodeGroupArns: Record<string, pulumi.Input<string>>;
  /** Subnet ARNs of each zone, by zone id; five at most. */
  subnetArns: Record<string, pulumi.Input<string>[]>;
  /** The role whose calls to EC2 are throttled: the nodes'. */
  nodeRoleArn: pulumi.Input<string>;
  /** An experiment stops as soon as one of these alarms goes off. One at least. */
  stopAlarmArns: pulumi.Input<string>[];
  logsKeyArn: pulumi.Input<string>;
  logRetentionDays: number;
}

/**
 * Failures on purpose, as AWS FIS experiment templates: a pool's nodes, a zone, a throttled API. Nothing runs until somebody starts it, and an
 * alarm stops it.
 *
 * @example
 * new Experiments("ai", { region: "us-east-1", nodeGroupArns: { train: group.arn }, subnetArns: { "use1-az4": [a.arn] }, nodeRoleArn: role.arn,
 *   stopAlarmArns: [alarm.arn], logsKeyArn: key.arn, logRetentionDays: 90 });
 */
export class Experiments extends pulumi.ComponentResource {
  /** By what they take away, for example `nodes-train` or `zone-use1-az4`. */
  readonly templates: Record<string, fis.ExperimentTemplate>;

  constructor(name: string, args: ExperimentsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:recovery:Experiments", name, {}, opts);
    const child = { parent: this };
    const policies = new PolicyDocuments();
    const logs = new cloudwatch.LogGroup(
      `${name}-logs`,
      { kmsKeyId: args.logsKeyArn, retentionInDays: args.logRetentionDays },
      child,
    );
    const role = experimentRole(name, accountOf(args, this), policies, child);
    this.templates = Object.fromEntries(
      Object.entries(experiments(args)).map(([label, experiment]) => [
        label,
        template(`${name}-${label}`, experiment, args, role, logs, child),
      ]),
    );
    this.registerOutputs({ policyDocuments: policies.byProperty });
  }
}

type Experiment = Pick<fis.ExperimentTemplateArgs, "description"> & {
  action: { actionId: string; parameters: Record<string, string> };
  target: { key: string; resourceType: string; resourceArns: pulumi.Input<string>[] };
};

/** Actions, targets and parameters: AWS FIS user guide, "AWS FIS Actions reference", read 2026-11-26. */
function experiments({ nodeGroupArns, subnetArns, nodeRoleArn }: ExperimentsArgs): Record<string, Experiment> {
  const pools = Object.entries(nodeGroupArns).map(([pool, arn]): [string, Experiment] => [
    `nodes-${pool}`,
    {
      description: `A quarter of the nodes of ${pool} are terminated`,
      action: {
        actionId: "aws:eks:terminate-nodegroup-instances",
        parameters: { instanceTerminationPercentage: "25" },
      },
      target: { key: "Nodegroups", resourceType: "aws:eks:nodegroup", resourceArns: [arn] },
    },
  ]);
  const zones = Object.entries(subnetArns).map(([zone, arns]): [string, Experiment] => [
    `zone-${zone}`,
    {
      description: `No traffic in or out of ${zone} for 10 minutes`,
      action: {
        actionId: "aws:network:disrupt-connectivity",
        parameters: { duration: "PT10M", scope: "all" },
      },
      target: { key: "Subnets", resourceType: "aws:ec2:subnet", resourceArns: arns },
    },
  ]);
  return {
    ...Object.fromEntries([...pools, ...zones]),
    throttling: {
      description: "EC2 refuses half of the nodes' calls for 10 minutes",
      action: {
        actionId: "aws:fis:inject-api-throttle-error",
        parameters: {
          duration: "PT10M",
          service: "ec2",
          operations: "DescribeInstances,DescribeVolumes,AttachVolume",
          percentage: "50",
        },
      },
      target: { key: "Roles", resourceType: "aws:iam:role", resourceArns: [nodeRoleArn] },
    },
  };
}

function template(
  name: string,
  { description, action, target }: Experiment,
  { stopAlarmArns }: ExperimentsArgs,
  role: iam.Role,
  logs: cloudwatch.LogGroup,
  opts: pulumi.CustomResourceOptions,
): fis.ExperimentTemplate {
  const { key, ...targeted } = target;
  return new fis.ExperimentTemplate(
    name,
    {
      description,
      roleArn: role.arn,
      actions: [
        {
          name: "fail",
          actionId: action.actionId,
          parameters: Object.entries(action.parameters).map(([parameter, value]) => ({ key: parameter, value })),
          target: { key, value: "targets" },
        },
      ],
      targets: [{ name: "targets", selectionMode: "ALL", ...targeted }],
      stopConditions: stopAlarmArns.map((value) => ({ source: "aws:cloudwatch:alarm", value })),
      experimentOptions: { emptyTargetResolutionMode: "fail" },
      logConfiguration: {
        logSchemaVersion: 2,
        cloudwatchLogsConfiguration: { logGroupArn: pulumi.interpolate`${logs.arn}:*` },
      },
      tags: { Name: name },
    },
    opts,
  );
}
