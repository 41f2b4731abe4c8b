import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec, alarm } from "./alarms";

export interface StoreAlarmsArgs {
  /** Where alarms go. */
  topicArn: pulumi.Input<string>;
  /** FSx for Lustre, by name. */
  fileSystems?: Record<string, { id: pulumi.Input<string>; sizeGiB: number }>;
  /** Cluster identifiers of Aurora, by name. */
  databases?: Record<string, pulumi.Input<string>>;
  /** DynamoDB: tables by name, with the regions that they are copied to. */
  tables?: Record<string, { tableName: pulumi.Input<string>; replicas?: string[] }>;
}

/**
 * Alarms on what holds data beside buckets: a file system that fills, a database whose readers lag or whose capacity ends, a table
 * that refuses requests or whose copies lag.
 *
 * @example
 * new StoreAlarms("stores", { topicArn: topic.arn, fileSystems: { scratch: { id: lustre.id, sizeGiB: 4800 } } });
 */
export class StoreAlarms extends pulumi.ComponentResource {
  /** By what they watch, for example `scratch-full`. */
  readonly alarms: Record<string, cloudwatch.MetricAlarm>;

  constructor(name: string, args: StoreAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:observability:StoreAlarms", name, {}, opts);
    const specs = {
      ...ofEach(args.fileSystems, fileSystemAlarms),
      ...ofEach(args.databases, databaseAlarms),
      ...ofEach(args.tables, tableAlarms),
    };
    this.alarms = Object.fromEntries(
      Object.entries(specs).map(([label, spec]) => [
        label,
        alarm(`${name}-${label}`, spec, args.topicArn, { parent: this }),
      ]),
    );
    this.registerOutputs({});
  }
}

function ofEach<Store>(
  stores: Record<string, Store> = {},
  alarmsOf: (store: Store, name: string) => Record<string, AlarmSpec>,
): Record<string, AlarmSpec> {
  return Object.fromEntries(
    Object.entries(stores).flatMap(([name, store]) =>
      Object.entries(alarmsOf(store, name)).map(([label, spec]) => [`${name}-${label}`, spec]),
    ),
  );
}

const GiB = 2 ** 30;

/** FSx sums the free bytes of all targets each minute (FSx for Lustre user guide, "metrics and dimensions"). */
function fileSystemAlarms(
  { id, sizeGiB }: { id: pulumi.Input<string>; sizeGiB: number },
  name: string,
): Record<string, AlarmSpec> {
  return {
    full: {
      namespace: "AWS/FSx",
      metricName: "FreeDataStorageCapacity",
      dimensions: { FileSystemId: id },
      statistic: "Sum",
      comparison: "LessThanThreshold",
      threshold: 0.1 * sizeGiB * GiB,
      period: 60,
      for: 15,
      description: `The file system ${name} has had under a tenth free for 15 minutes: writes of checkpoints are about to fail.`,
    },
  };
}

function databaseAlarms(DBClusterIdentifier: pulumi.Input<string>, name: string): Record<string, AlarmSpec> {
  const cluster = { namespace: "AWS/RDS", dimensions: { DBClusterIdentifier } };
  return {
    lag: {
      ...cluster,
      metricName: "AuroraReplicaLagMaximum",
      statistic: "Maximum",
      threshold: 2000,
      for: 3,
      description: `A reader of ${name} is over 2 seconds behind its writer, for 15 minutes.`,
    },
    capacity: {
      ...cluster,
      metricName: "ACUUtilization",
      statistic: "Average",
      threshold: 90,
      for: 3,
      description: `${name} has used over 90% of the capacity it may scale to, for 15 minutes.`,
    },
  };
}

function tableAlarms(
  { tableName, replicas = [] }: { tableName: pulumi.Input<string>; replicas?: string[] },
  name: string,
): Record<string, AlarmSpec> {
  const table = { namespace: "AWS/DynamoDB", dimensions: { TableName: tableName } };
  const throttles = (metricName: string): AlarmSpec => ({
    ...table,
    metricName,
    statistic: "Sum",
    threshold: 0,
    for: 3,
    description: `DynamoDB refuses requests to ${name} for their rate, for 15 minutes: one key is too hot, or a limit is reached.`,
  });
  const lags = replicas.map((region): [string, AlarmSpec] => [
    `lag-${region}`,
    {
      namespace: "AWS/DynamoDB",
      metricName: "ReplicationLatency",
      dimensions: { TableName: tableName, ReceivingRegion: region },
      statistic: "Average",
      threshold: 60_000,
      for: 3,
      description: `Items of ${name} reach ${region} over a minute late, for 15 minutes.`,
    },
  ]);
  return {
    "read-throttles": throttles("ReadThrottleEvents"),
    "write-throttles": throttles("WriteThrottleEvents"),
    ...Object.fromEntries(lags),
  };
}
