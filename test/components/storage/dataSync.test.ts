import { describe, expect, test } from "vitest";
import { DataSync } from "../../../components/storage/sync/dataSync";
import { limitChanges } from "../../../components/storage/sync/limitChanges";
import { excludes, taskOptions } from "../../../components/storage/sync/transfer";
import type { Sync } from "../../../spec/stack";
import { find, names, register, statement } from "../harness";

const agent = "arn:aws:datasync:us-east-1:111122223333:agent/agent-0123456789abcdef0";
const archive: Sync = {
  name: "archive",
  agent: { arn: agent },
  from: { hdfs: { nameNode: "nn.example.com", path: "/data" } },
  to: { bucket: "raw", prefix: "archive/" },
  schedule: "cron(0 2 * * ? *)",
};
const nfs: Sync["from"] = { nfs: { server: "nas.example.com", path: "/export", version: "4.1" } };

type Windows = NonNullable<Sync["bandwidthWindows"]>;
type Weekdays = NonNullable<Windows["hours"][number]["weekdays"]>;

const made = (sync: Sync) =>
  register((opts) => {
    const place = { region: "us-east-1", accountId: "111122223333" };
    const keys = { keyArn: "arn:key", logsKeyArn: "arn:logs-key", logRetentionDays: 90 };
    new DataSync("ai-archive", { ...place, ...keys, sync, bucketArn: "arn:raw", alarmTopicArn: "arn:topic" }, opts);
  });

describe("what a task does", () => {
  test("copies what differs, lets the source win and keeps what it lost", () => {
    expect(taskOptions(archive)).toEqual({
      transferMode: "CHANGED",
      overwriteMode: "ALWAYS",
      preserveDeletedFiles: "PRESERVE",
      verifyMode: "ONLY_FILES_TRANSFERRED",
      bytesPerSecond: -1,
      logLevel: "BASIC",
      uid: "NONE",
      gid: "NONE",
      posixPermissions: "NONE",
    });
  });

  test("removes, verifies and limits as the stack file says; NFS keeps its owners", () => {
    expect(taskOptions({ ...archive, from: nfs, deleted: "remove", verify: "all", bandwidthMBps: 100 })).toEqual({
      transferMode: "CHANGED",
      overwriteMode: "ALWAYS",
      preserveDeletedFiles: "REMOVE",
      verifyMode: "POINT_IN_TIME_CONSISTENT",
      bytesPerSecond: 100_000_000,
      logLevel: "BASIC",
    });
    expect(excludes({ ...archive, exclude: ["*/_temporary", "*.tmp"] })).toEqual({
      filterType: "SIMPLE_PATTERN",
      value: "*/_temporary|*.tmp",
    });
  });
});

describe("windows of bandwidth", () => {
  const weekdays: Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];

  test("begin with their limit and end with the one outside, at times of their own zone", () => {
    expect(limitChanges({ hours: [{ weekdays, from: "08:00", to: "18:30", bandwidthMBps: 50 }] }, 400)).toEqual([
      { cron: "cron(0 8 ? * MON,TUE,WED,THU,FRI *)", bandwidthMBps: 50, label: "0800-50" },
      { cron: "cron(30 18 ? * MON,TUE,WED,THU,FRI *)", bandwidthMBps: 400, label: "1830-400" },
    ]);
  });

  test("that end the next morning, or where another begins, change the limit once", () => {
    const night = { weekdays: ["sunday"] as Weekdays, from: "22:00", to: "06:00", bandwidthMBps: 10 };
    const morning = { weekdays: ["monday"] as Weekdays, from: "06:00", to: "08:00", bandwidthMBps: 20 };
    expect(limitChanges({ hours: [night, morning] }, undefined)).toEqual([
      { cron: "cron(0 6 ? * MON *)", bandwidthMBps: 20, label: "0600-20" },
      { cron: "cron(0 8 ? * MON *)", bandwidthMBps: undefined, label: "0800-full" },
      { cron: "cron(0 22 ? * SUN *)", bandwidthMBps: 10, label: "2200-10" },
    ]);
  });

  test("limit later runs, the task's other options as they are, and the run that goes on", async () => {
    const hours: Windows["hours"] = [{ weekdays, from: "08:00", to: "18:00", bandwidthMBps: 50 }];
    const registered = await made({ ...archive, bandwidthWindows: { timeZone: "Europe/Berlin", hours } });
    const schedule = find(registered, "aws:scheduler/schedule:Schedule", "ai-archive-windows-0800-50").inputs;
    expect(schedule).toMatchObject({
      scheduleExpression: "cron(0 8 ? * MON,TUE,WED,THU,FRI *)",
      scheduleExpressionTimezone: "Europe/Berlin",
      target: {
        arn: "arn:ai-archive-windows",
        roleArn: "arn:ai-archive-windows-scheduler",
        input: '{"limit":{"BytesPerSecond":50000000}}',
      },
    });
    const machine = find(registered, "aws:sfn/stateMachine:StateMachine", "ai-archive-windows").inputs;
    expect(JSON.parse(String(machine.definition))).toMatchObject({
      StartAt: "Read the task",
      States: {
        "Read the task": { Parameters: { TaskArn: "arn:ai-archive-task" }, Next: "Limit later runs" },
        "Limit later runs": {
          Resource: "arn:aws:states:::aws-sdk:datasync:updateTask",
          Parameters: {
            TaskArn: "arn:ai-archive-task",
            "Options.$": "States.JsonMerge($.task.Options, $.limit, false)",
          },
          Next: "Does one run?",
        },
        "Limit this run": {
          Resource: "arn:aws:states:::aws-sdk:datasync:updateTaskExecution",
          Parameters: { "TaskExecutionArn.$": "$.task.CurrentTaskExecutionArn", "Options.$": "$.limit" },
        },
      },
    });
    const { policy } = find(registered, "aws:iam/rolePolicy:RolePolicy", "ai-archive-windows-role-permissions").inputs;
    expect(statement(policy, "Run").Resource).toBe("arn:ai-archive-task/execution/*");
    const failed = find(registered, "aws:cloudwatch/metricAlarm:MetricAlarm", "ai-archive-windows-failed").inputs;
    expect(failed).toMatchObject({
      namespace: "AWS/States",
      metricName: "ExecutionsFailed",
      alarmActions: ["arn:topic"],
    });
  });
});

describe("DataSync", () => {
  test("goes from HDFS to the prefix on schedule, with a log, a report and no more rights than that", async () => {
    const registered = await made(archive);
    expect(names(registered, "aws:datasync/agent:Agent")).toEqual([]);
    expect(find(registered, "aws:datasync/locationHdfs:LocationHdfs", "ai-archive-source").inputs).toMatchObject({
      agentArns: [agent],
      nameNodes: [{ hostname: "nn.example.com", port: 8020 }],
      subdirectory: "/data",
      authenticationType: "SIMPLE",
      simpleUser: "hdfs",
    });
    expect(find(registered, "aws:datasync/s3Location:S3Location", "ai-archive-destination").inputs).toMatchObject({
      s3BucketArn: "arn:raw",
      subdirectory: "/archive/",
      s3Config: { bucketAccessRoleArn: "arn:ai-archive-role" },
    });
    expect(find(registered, "aws:datasync/task:Task", "ai-archive-task").inputs).toMatchObject({
      taskMode: "BASIC",
      sourceLocationArn: "arn:ai-archive-source",
      destinationLocationArn: "arn:ai-archive-destination",
      cloudwatchLogGroupArn: "arn:ai-archive-logs",
      schedule: { scheduleExpression: "cron(0 2 * * ? *)" },
      taskReportConfig: {
        s3Destination: { s3BucketArn: "arn:raw", subdirectory: "reports/datasync/archive/" },
        outputType: "STANDARD",
        reportLevel: "ERRORS_ONLY",
      },
    });
    const { policy } = find(registered, "aws:iam/rolePolicy:RolePolicy", "ai-archive-permissions").inputs;
    expect(statement(policy, "Write").Resource).toEqual(["arn:raw/archive/*", "arn:raw/reports/datasync/archive/*"]);
    const delivery = find(registered, "aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "ai-archive-log-delivery");
    expect(delivery.inputs.resourceArn).toBe("arn:ai-archive-logs");
    expect(statement(delivery.inputs.policyDocument, "DataSync")).toMatchObject({
      Principal: { Service: "datasync.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });

  test("activates an agent and mounts its NFS server", async () => {
    const activationKey = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE";
    const registered = await made({ ...archive, agent: { activationKey }, from: nfs });
    expect(find(registered, "aws:datasync/agent:Agent", "ai-archive-agent").inputs).toMatchObject({ activationKey });
    expect(find(registered, "aws:datasync/nfsLocation:NfsLocation", "ai-archive-source").inputs).toMatchObject({
      serverHostname: "nas.example.com",
      subdirectory: "/export",
      onPremConfig: { agentArns: ["arn:ai-archive-agent"] },
      mountOptions: { version: "NFS4_1" },
    });
  });

  test("alarms where no run has reached the source for too long, and where one failed", async () => {
    const registered = await made({ ...archive, maxLagHours: 30 });
    expect(find(registered, "aws:cloudwatch/metricAlarm:MetricAlarm", "ai-archive-lag").inputs).toMatchObject({
      namespace: "aws/datasync",
      metricName: "FilesPreparedSource",
      dimensions: { TaskId: "arn:ai-archive-task" },
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: 3600,
      evaluationPeriods: 30,
      treatMissingData: "breaching",
      alarmActions: ["arn:topic"],
    });
    const rule = find(registered, "aws:cloudwatch/eventRule:EventRule", "ai-archive-failed").inputs;
    expect(JSON.parse(String(rule.eventPattern))).toEqual({
      source: ["aws.datasync"],
      "detail-type": ["DataSync Task Execution State Change"],
      resources: [{ prefix: "arn:ai-archive-task/" }],
      detail: { State: ["ERROR"] },
    });
  });
});
