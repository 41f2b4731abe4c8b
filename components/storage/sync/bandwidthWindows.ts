import type * as datasync from "@pulumi/aws/datasync";
import * as iam from "@pulumi/aws/iam";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";
import type { Sync } from "../../../spec/stack";
import { alarm } from "../../observability/alarms";
import { type Account, arn } from "../../security/account";
import { PolicyDocuments, serviceTrust } from "../../security/policyDocuments";
import { limitChanges } from "./limitChanges";
import { bytesPerSecond } from "./transfer";

export interface BandwidthWindowsArgs {
  /** The sync, with its windows. */
  sync: Sync & Required<Pick<Sync, "bandwidthWindows">>;
  task: datasync.Task;
  account: Account;
  /** Topic that hears when a limit could not be changed. */
  alarmTopicArn: pulumi.Input<string>;
}

/**
 * Another limit of a DataSync task's bandwidth at some hours, also for a run that goes on while they begin or end. DataSync has
 * one limit a task and one a run: a state machine changes both, started by a schedule.
 *
 * @example
 * new BandwidthWindows("ai-archive-windows", { sync, task, account, alarmTopicArn: topic.arn });
 */
export class BandwidthWindows extends pulumi.ComponentResource {
  readonly stateMachine: sfn.StateMachine;
  readonly schedules: scheduler.Schedule[];

  constructor(name: string, args: BandwidthWindowsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:BandwidthWindows", name, {}, opts);
    const { sync, account } = args;
    const policies = new PolicyDocuments();
    this.stateMachine = this.createStateMachine(name, args, policies);
    const starter = this.createRole(
      `${name}-scheduler`,
      "scheduler",
      arn(account, "scheduler", "schedule-group/default"),
      policies,
      [{ Sid: "Start", Effect: "Allow", Action: "states:StartExecution", Resource: this.stateMachine.arn }],
      account,
    );
    this.schedules = limitChanges(sync.bandwidthWindows, sync.bandwidthMBps).map(
      ({ label, cron, bandwidthMBps }) =>
        new scheduler.Schedule(
          `${name}-${label}`,
          {
            description: `The sync ${sync.name} takes ${bandwidthMBps === undefined ? "all of the line" : `${bandwidthMBps} MB/s`}`,
            scheduleExpression: cron,
            scheduleExpressionTimezone: sync.bandwidthWindows.timeZone,
            flexibleTimeWindow: { mode: "OFF" },
            target: {
              arn: this.stateMachine.arn,
              roleArn: starter.arn,
              input: JSON.stringify({ limit: { BytesPerSecond: bytesPerSecond(bandwidthMBps) } }),
              retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
            },
          },
          { parent: this },
        ),
    );
    this.createAlarm(name, args);
    this.registerOutputs({ stateMachineArn: this.stateMachine.arn, policyDocuments: policies.byProperty });
  }

  private createStateMachine(
    name: string,
    { task, account, sync }: BandwidthWindowsArgs,
    policies: PolicyDocuments,
  ): sfn.StateMachine {
    const role = this.createRole(
      `${name}-role`,
      "states",
      arn(account, "states", "stateMachine:*"),
      policies,
      [
        { Sid: "Task", Effect: "Allow", Action: ["datasync:DescribeTask", "datasync:UpdateTask"], Resource: task.arn },
        {
          Sid: "Run",
          Effect: "Allow",
          Action: "datasync:UpdateTaskExecution",
          Resource: pulumi.interpolate`${task.arn}/execution/*`,
        },
      ],
      account,
    );
    return new sfn.StateMachine(
      name,
      { roleArn: role.arn, definition: pulumi.jsonStringify(definition(sync.name, task.arn, account.partition)) },
      { parent: this },
    );
  }

  private createRole(
    name: string,
    service: "states" | "scheduler",
    sourceArn: pulumi.Input<string>,
    policies: PolicyDocuments,
    statements: iam.PolicyStatement[],
    account: Account,
  ): iam.Role {
    const trust = serviceTrust(`${service}.amazonaws.com`, account.id, sourceArn);
    const role = new iam.Role(
      name,
      { assumeRolePolicy: policies.render(name, "assumeRolePolicy", [trust]) },
      { parent: this },
    );
    const permissions = `${name}-permissions`;
    new iam.RolePolicy(
      permissions,
      { role: role.name, policy: policies.render(permissions, "policy", statements) },
      { parent: this },
    );
    return role;
  }

  private createAlarm(name: string, { sync, alarmTopicArn }: BandwidthWindowsArgs): void {
    alarm(
      `${name}-failed`,
      {
        description: `The limit of the sync ${sync.name} could not be changed: the state machine's execution says why.`,
        namespace: "AWS/States",
        metricName: "ExecutionsFailed",
        dimensions: { StateMachineArn: this.stateMachine.arn },
        statistic: "Sum",
        threshold: 0,
      },
      alarmTopicArn,
      { parent: this },
    );
  }
}

/**
 * Amazon States Language: changes the task's limit, its other options as they are, and that of the run that goes on. Its input is
 * `{ "limit": { "BytesPerSecond": … } }`.
 */
function definition(sync: string, TaskArn: pulumi.Input<string>, partition: string) {
  const call = (action: string) => ({
    Type: "Task",
    Resource: `arn:${partition}:states:::aws-sdk:datasync:${action}`,
    Retry: [{ ErrorEquals: ["States.TaskFailed"], MaxAttempts: 3 }],
  });
  return {
    Comment: `Limits the bandwidth of the sync ${sync}`,
    StartAt: "Read the task",
    States: {
      "Read the task": {
        ...call("describeTask"),
        Parameters: { TaskArn },
        ResultPath: "$.task",
        Next: "Limit later runs",
      },
      "Limit later runs": {
        ...call("updateTask"),
        Parameters: { TaskArn, "Options.$": "States.JsonMerge($.task.Options, $.limit, false)" },
        ResultPath: null,
        Next: "Does one run?",
      },
      "Does one run?": {
        Type: "Choice",
        Choices: ["RUNNING", "QUEUED"].map((StringEquals) => ({
          Variable: "$.task.Status",
          StringEquals,
          Next: "Limit this run",
        })),
        Default: "Done",
      },
      "Limit this run": {
        ...call("updateTaskExecution"),
        Parameters: { "TaskExecutionArn.$": "$.task.CurrentTaskExecutionArn", "Options.$": "$.limit" },
        // It may have ended since.
        Catch: [{ ErrorEquals: ["DataSync.InvalidRequestException"], Next: "Done" }],
        Next: "Done",
      },
      Done: { Type: "Succeed" },
    },
  };
}
