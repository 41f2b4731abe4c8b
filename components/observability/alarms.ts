import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { formerNames } from "../storage/rename";

/** What there is to watch. */
export interface Watched {
  /** NAT gateway ids by zone id. */
  natGatewayIds: Record<string, pulumi.Input<string>>;
  clusterName?: pulumi.Input<string>;
  /** Bucket names by the name in the stack file. */
  bucketNames: Record<string, pulumi.Input<string>>;
  /** What the file called them before. */
  formerBucketNames?: Record<string, readonly string[]>;
  /** The log group that CloudTrail writes to. */
  trailLogGroupName?: pulumi.Input<string>;
}

/** A metric that is wrong above a threshold, or below it. */
export interface AlarmSpec {
  description: string;
  namespace: string;
  metricName: string;
  dimensions?: Record<string, pulumi.Input<string>>;
  statistic: "Sum" | "Maximum" | "Average";
  threshold: number;
  /** Default: GreaterThanThreshold. */
  comparison?: "GreaterThanThreshold" | "LessThanThreshold";
  /** Seconds that one data point stands for. Default: 300. */
  period?: number;
  /** Data points in a row that must be wrong. Default: 1. */
  for?: number;
}

/** An alarm that tells the topic when it starts and when it is over. */
export function alarm(
  name: string,
  spec: AlarmSpec,
  topicArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  return new cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: spec.description,
      namespace: spec.namespace,
      metricName: spec.metricName,
      dimensions: spec.dimensions,
      statistic: spec.statistic,
      comparisonOperator: spec.comparison ?? "GreaterThanThreshold",
      threshold: spec.threshold,
      period: spec.period ?? 300,
      evaluationPeriods: spec.for ?? 1,
      // These metrics are absent while nothing happens.
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: [topicArn],
    },
    opts,
  );
}

/** A zone whose nodes cannot get out: jobs hang on downloads long before anybody sees why. */
export function natAlarms({ natGatewayIds }: Watched): Record<string, AlarmSpec> {
  return Object.fromEntries(
    Object.entries(natGatewayIds).flatMap(([zone, NatGatewayId]) => {
      const nat = {
        namespace: "AWS/NATGateway",
        dimensions: { NatGatewayId },
        statistic: "Sum",
        threshold: 0,
      } as const;
      return [
        [
          `nat-${zone}-ports`,
          {
            ...nat,
            metricName: "ErrorPortAllocation",
            description: `The NAT gateway in ${zone} has no ports left towards a destination: new connections fail.`,
          },
        ],
        [
          `nat-${zone}-drops`,
          {
            ...nat,
            metricName: "PacketsDropCount",
            for: 3,
            description: `The NAT gateway in ${zone} drops packets, for 15 minutes.`,
          },
        ],
      ] satisfies [string, AlarmSpec][];
    }),
  );
}

const GiB = 2 ** 30;

/** What EKS measures of a control plane by itself, at no charge (namespace `AWS/EKS`). */
export function clusterAlarms({ clusterName }: Watched): Record<string, AlarmSpec> {
  if (!clusterName) return {};
  const cluster = { namespace: "AWS/EKS", dimensions: { ClusterName: clusterName } };
  return {
    "api-errors": {
      ...cluster,
      metricName: "apiserver_request_total_5XX",
      statistic: "Sum",
      threshold: 50,
      for: 3,
      description: "The Kubernetes API server fails more than 50 requests in 5 minutes, for 15 minutes.",
    },
    "api-storage": {
      ...cluster,
      metricName: "apiserver_storage_size_bytes",
      statistic: "Maximum",
      threshold: 6 * GiB,
      description: "Kubernetes' database holds over 6 GiB of the 8 GiB at which it stops taking writes.",
    },
    "pods-unschedulable": {
      ...cluster,
      metricName: "scheduler_pending_pods_UNSCHEDULABLE",
      statistic: "Maximum",
      threshold: 0,
      for: 12,
      description: "Pods have found no node for an hour: a pool is full, or no pool fits them.",
    },
  };
}

/** Data loaders that are slowed down, or refused. Needs the bucket's request metrics, which `requestMetrics` turns on. */
export function bucketAlarms({ bucketNames }: Watched): Record<string, AlarmSpec> {
  return Object.fromEntries(
    Object.entries(bucketNames).map(([bucket, BucketName]) => [
      `bucket-${bucket}-5xx`,
      {
        namespace: "AWS/S3",
        metricName: "5xxErrors",
        dimensions: { BucketName, FilterId: requestMetricsFilter },
        statistic: "Sum",
        threshold: 100,
        for: 3,
        description: `S3 slows down or fails over 100 requests to ${bucket} in 5 minutes, for 15 minutes.`,
      } satisfies AlarmSpec,
    ]),
  );
}

export const requestMetricsFilter = "EntireBucket";

/** S3 counts requests and errors of a bucket only when asked. */
export function requestMetrics(
  name: string,
  { bucketNames, formerBucketNames }: Watched,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const [label, bucket] of Object.entries(bucketNames)) {
    // S3 knows it by the bucket: made anew under another name, it would be the one that is then deleted.
    const aliases = formerNames(name, formerBucketNames?.[label], "-requests");
    new s3.BucketMetric(`${name}-${label}-requests`, { bucket, name: requestMetricsFilter }, { ...opts, aliases });
  }
}
