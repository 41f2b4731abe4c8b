import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { type Account, arn } from "../security/account";
import { type PolicyDocuments, serviceTrust } from "../security/policyDocuments";

export interface FlowLogsArgs {
  vpcId: pulumi.Input<string>;
  /** A period that CloudWatch Logs accepts. */
  retentionDays: number;
  /** Its policy lets CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
}

export interface FlowLogs {
  logGroup: cloudwatch.LogGroup;
  flowLog: ec2.FlowLog;
}

/** Every accepted and rejected flow of the VPC, in an encrypted log group that only this flow log writes to. */
export function flowLogs(
  name: string,
  args: FlowLogsArgs,
  account: Account,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): FlowLogs {
  const logGroup = new cloudwatch.LogGroup(
    `${name}-flow-logs`,
    { retentionInDays: args.retentionDays, kmsKeyId: args.logsKeyArn },
    opts,
  );
  const role = deliveryRole(name, logGroup, account, policies, opts);
  const flowLog = new ec2.FlowLog(
    `${name}-flow-log`,
    {
      vpcId: args.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
      tags: { Name: name },
    },
    opts,
  );
  return { logGroup, flowLog };
}

function deliveryRole(
  name: string,
  logGroup: cloudwatch.LogGroup,
  account: Account,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): iam.Role {
  const trust = serviceTrust("vpc-flow-logs.amazonaws.com", account.id, arn(account, "ec2", "vpc-flow-log/*"));
  const role = new iam.Role(
    `${name}-flow-logs-role`,
    {
      description: "VPC flow logs: writes the VPC's flows to its log group",
      assumeRolePolicy: policies.render(`${name}-flow-logs-role`, "assumeRolePolicy", [trust]),
    },
    opts,
  );
  new iam.RolePolicy(
    `${name}-flow-logs-write`,
    {
      role: role.name,
      policy: policies.render(`${name}-flow-logs-write`, "policy", [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: pulumi.interpolate`${logGroup.arn}:*`,
        },
      ]),
    },
    opts,
  );
  return role;
}
