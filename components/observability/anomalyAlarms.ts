import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec, requestMetricsFilter, type Watched } from "./alarms";

/** A metric that is wrong above what CloudWatch has learnt of it, by hour of the day and day of the week. */
export interface AnomalySpec extends Omit<AlarmSpec, "threshold"> {
  /** How wide the expected band is, in standard deviations. */
  deviations: number;
}

/** An alarm that tells the topic when a metric leaves the band that CloudWatch expects, and when it is back. */
export function anomalyAlarm(
  name: string,
  spec: AnomalySpec,
  topicArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  const { namespace, metricName, dimensions } = spec;
  return new cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: spec.description,
      comparisonOperator: "GreaterThanUpperThreshold",
      thresholdMetricId: "expected",
      metricQueries: [
        {
          id: "measured",
          returnData: true,
          metric: { namespace, metricName, dimensions, stat: spec.statistic, period: spec.period ?? 300 },
        },
        {
          id: "expected",
          returnData: true,
          label: "Expected",
          expression: `ANOMALY_DETECTION_BAND(measured, ${spec.deviations})`,
        },
      ],
      evaluationPeriods: spec.for ?? 1,
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: [topicArn],
    },
    opts,
  );
}

/**
 * Where no limit suits every region: how much leaves through NAT and out of buckets, and how hard the API server is asked. Far
 * above what an hour of the week usually sees is a mistake, a runaway job or a theft.
 */
export function anomalies({ natGatewayIds, clusterName, bucketNames }: Watched): Record<string, AnomalySpec> {
  const hourly = { statistic: "Sum", period: 3600, for: 2, deviations: 4 } as const;
  const nat = Object.entries(natGatewayIds).map(([zone, NatGatewayId]): [string, AnomalySpec] => [
    `nat-${zone}-traffic`,
    {
      ...hourly,
      namespace: "AWS/NATGateway",
      metricName: "BytesOutToDestination",
      dimensions: { NatGatewayId },
      description: `For two hours, far more has left through the NAT gateway in ${zone} than at this time of other weeks.`,
    },
  ]);
  const buckets = Object.entries(bucketNames).map(([bucket, BucketName]): [string, AnomalySpec] => [
    `bucket-${bucket}-reads`,
    {
      ...hourly,
      namespace: "AWS/S3",
      metricName: "BytesDownloaded",
      dimensions: { BucketName, FilterId: requestMetricsFilter },
      description: `For two hours, far more has been read from ${bucket} than at this time of other weeks.`,
    },
  ]);
  const api: Record<string, AnomalySpec> = clusterName
    ? {
        "api-load": {
          statistic: "Sum",
          for: 6,
          deviations: 4,
          namespace: "AWS/EKS",
          metricName: "apiserver_request_total",
          dimensions: { ClusterName: clusterName },
          description:
            "For half an hour, the Kubernetes API server is asked far more than at this time of other weeks.",
        },
      }
    : {};
  return { ...Object.fromEntries([...nat, ...buckets]), ...api };
}
