import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as datasync from "@pulumi/aws/datasync";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Sync } from "../../../spec/stack";
import { type Account, type AccountArgs, accountOf, arn } from "../../security/account";
import { PolicyDocuments, serviceTrust } from "../../security/policyDocuments";
import { BandwidthWindows } from "./bandwidthWindows";
import { sourceLocation } from "./source";
import { bucketAccess, logDelivery, reportPrefix } from "./statements";
import { excludes, taskOptions } from "./transfer";

export interface DataSyncArgs extends AccountArgs {
  /** As the stack file declares it. */
  sync: Sync;
  /** The bucket that it names. */
  bucketArn: pulumi.Input<string>;
  /** KMS key of the bucket's objects. */
  keyArn: pulumi.Input<string>;
  logsKeyArn: pulumi.Input<string>;
  logRetentionDays: number;
  /** Topic that hears of runs that failed, and of none at all. */
  alarmTopicArn: pulumi.Input<string>;
}

/**
 * Copies data from on premises into a prefix of a bucket, on a schedule and one way, with AWS DataSync. A report of each run
 * goes to the bucket, `reports/datasync/`; an alarm tells when a run failed, and when none has reached the source for too long.
 *
 * @example
 * new DataSync("ai-archive", {
 *   sync: { name: "archive", agent: { arn }, from: { nfs: { server: "nas.example.com", path: "/export" } },
 *     to: { bucket: "raw", prefix: "archive/" }, schedule: "cron(0 2 * * ? *)" },
 *   region: "us-east-1", bucketArn: bucket.arn, keyArn, logsKeyArn, logRetentionDays: 90, alarmTopicArn: topic.arn,
 * });
 */
export class DataSync extends pulumi.ComponentResource {
  /** Absent where the stack file names an active one. */
  readonly agent?: datasync.Agent;
  readonly role: iam.Role;
  readonly logGroup: cloudwatch.LogGroup;
  readonly task: datasync.Task;
  /** Absent where one limit holds at all hours. */
  readonly bandwidthWindows?: BandwidthWindows;
  readonly lagAlarm: cloudwatch.MetricAlarm;

  constructor(name: string, args: DataSyncArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:DataSync", name, {}, opts);
    const { sync } = args;
    const policies = new PolicyDocuments();
    const account = accountOf(args, this);
    if ("activationKey" in sync.agent) {
      this.agent = new datasync.Agent(`${name}-agent`, { name, ...sync.agent }, { parent: this });
    }
    this.role = this.createRole(name, args, account, policies);
    this.logGroup = this.createLogGroup(name, args, account, policies);
    this.task = this.createTask(name, args);
    const { bandwidthWindows } = sync;
    if (bandwidthWindows) {
      const limited = { ...args, sync: { ...sync, bandwidthWindows }, task: this.task, account };
      this.bandwidthWindows = new BandwidthWindows(`${name}-windows`, limited, { parent: this });
    }
    this.lagAlarm = this.createLagAlarm(name, args);
    this.createFailureRule(name, args);
    this.registerOutputs({ taskArn: this.task.arn, policyDocuments: policies.byProperty });
  }

  private createRole(name: string, args: DataSyncArgs, account: Account, policies: PolicyDocuments): iam.Role {
    const role = new iam.Role(
      `${name}-role`,
      {
        description: `DataSync: writes ${args.sync.to.prefix} of the bucket ${args.sync.to.bucket}`,
        assumeRolePolicy: policies.render(`${name}-role`, "assumeRolePolicy", [
          serviceTrust("datasync.amazonaws.com", account.id, arn(account, "datasync", "*")),
        ]),
      },
      { parent: this },
    );
    new iam.RolePolicy(
      `${name}-permissions`,
      { role: role.name, policy: policies.render(`${name}-permissions`, "policy", bucketAccess(args)) },
      { parent: this },
    );
    return role;
  }

  private createLogGroup(
    name: string,
    { logRetentionDays, logsKeyArn }: DataSyncArgs,
    account: Account,
    policies: PolicyDocuments,
  ): cloudwatch.LogGroup {
    const logGroup = new cloudwatch.LogGroup(
      `${name}-logs`,
      { retentionInDays: logRetentionDays, kmsKeyId: logsKeyArn },
      { parent: this },
    );
    new cloudwatch.LogResourcePolicy(
      `${name}-log-delivery`,
      {
        resourceArn: logGroup.arn,
        policyDocument: policies.render(`${name}-log-delivery`, "policyDocument", logDelivery(logGroup.arn, account)),
      },
      { parent: this },
    );
    return logGroup;
  }

  private createTask(name: string, { sync, bucketArn }: DataSyncArgs): datasync.Task {
    const child = { parent: this };
    const agentArn = "arn" in sync.agent ? sync.agent.arn : (this.agent?.arn ?? "");
    const source = sourceLocation(name, sync, agentArn, child);
    const s3Config = { bucketAccessRoleArn: this.role.arn };
    const destination = new datasync.S3Location(
      `${name}-destination`,
      { s3BucketArn: bucketArn, subdirectory: `/${sync.to.prefix}`, s3Config },
      child,
    );
    return new datasync.Task(
      `${name}-task`,
      {
        name,
        taskMode: "BASIC",
        sourceLocationArn: source.arn,
        destinationLocationArn: destination.arn,
        cloudwatchLogGroupArn: this.logGroup.arn,
        schedule: { scheduleExpression: sync.schedule },
        options: taskOptions(sync),
        excludes: excludes(sync),
        taskReportConfig: {
          s3Destination: { s3BucketArn: bucketArn, subdirectory: `${reportPrefix}${sync.name}/`, ...s3Config },
          outputType: "STANDARD",
          reportLevel: "ERRORS_ONLY",
          s3ObjectVersioning: "INCLUDE",
        },
      },
      // Windows change the limit by the hour.
      { ...child, ignoreChanges: sync.bandwidthWindows && ["options.bytesPerSecond"] },
    );
  }

  /** DataSync has no metric of lag. A run that reaches the source counts its files: hours without a count are the lag. */
  private createLagAlarm(name: string, { sync, alarmTopicArn }: DataSyncArgs): cloudwatch.MetricAlarm {
    const hours = sync.maxLagHours ?? 26;
    return new cloudwatch.MetricAlarm(
      `${name}-lag`,
      {
        alarmDescription: `No run of the sync ${sync.name} has reached its source for ${hours} hours.`,
        namespace: "aws/datasync",
        metricName: "FilesPreparedSource",
        dimensions: { TaskId: this.task.arn.apply((arn) => arn.split("/").at(-1) ?? "") },
        statistic: "Sum",
        period: 3600,
        evaluationPeriods: hours,
        datapointsToAlarm: hours,
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        treatMissingData: "breaching",
        alarmActions: [alarmTopicArn],
        okActions: [alarmTopicArn],
      },
      { parent: this },
    );
  }

  private createFailureRule(name: string, { sync, alarmTopicArn }: DataSyncArgs): void {
    const rule = new cloudwatch.EventRule(
      `${name}-failed`,
      {
        description: `A run of the sync ${sync.name} failed`,
        eventPattern: pulumi.jsonStringify({
          source: ["aws.datasync"],
          "detail-type": ["DataSync Task Execution State Change"],
          resources: [{ prefix: pulumi.interpolate`${this.task.arn}/` }],
          detail: { State: ["ERROR"] },
        }),
      },
      { parent: this },
    );
    new cloudwatch.EventTarget(`${name}-failed`, { rule: rule.name, arn: alarmTopicArn }, { parent: this });
  }
}
