import { byItem, notPriced, type Pricer } from "./pricer";

const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

const bucket: Pricer = (resource, context) => [
  byItem(resource, context, "s3-standard-gb-month", {
    concern: "storage",
    item: "S3 Standard storage",
    quantity: context.usage.bucketGB,
    usageBased: true,
  }),
];

const key: Pricer = (resource, context) => [
  byItem(resource, context, "kms-key-month", { concern: "security", item: "KMS key", quantity: 1 }),
];

const logGroup: Pricer = (resource, context) => [
  byItem(resource, context, "cloudwatch-logs-ingestion-gb", {
    concern: "observability",
    item: "logs taken in",
    quantity: context.usage.logsGBPerMonth / context.count(logGroupType),
    usageBased: true,
  }),
];

const alarm: Pricer = (resource, context) => [
  byItem(resource, context, "cloudwatch-alarm-month", {
    concern: "observability",
    item: "metric alarm",
    quantity: 1,
  }),
];

const dashboard: Pricer = (resource, context) => [
  byItem(resource, context, "cloudwatch-dashboard-month", {
    concern: "observability",
    item: "dashboard",
    quantity: 1,
  }),
];

/** Billed by a use that the stack file does not state. */
const byUse =
  (item: string, unit: string): Pricer =>
  (resource) => [notPriced(resource, item, `billed by ${unit}, which the stack file does not state`)];

export const services: Record<string, Pricer> = {
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketMetric:BucketMetric": byUse("S3 request metrics", "request metric"),
  "aws:kms/key:Key": key,
  [logGroupType]: logGroup,
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": byUse("custom metric", "metric-hour in which it has data"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:cloudwatch/dashboard:Dashboard": dashboard,
  "aws:amp/workspace:Workspace": byUse("Prometheus samples, storage and queries", "sample"),
  "aws:amp/scraper:Scraper": byUse("Prometheus collector", "collector hour and sample"),
  "aws:backup/plan:Plan": byUse("backups kept and copied", "GB kept"),
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": byUse("restore tests", "restore"),
  "aws:fis/experimentTemplate:ExperimentTemplate": byUse("fault injection", "minute of an experiment"),
  "aws:grafana/workspace:Workspace": byUse("Managed Grafana", "active user"),
  "aws:route53/healthCheck:HealthCheck": byUse("health check", "check and its options"),
  "aws:guardduty/detector:Detector": byUse("GuardDuty", "events and data analysed"),
  "aws:guardduty/detectorFeature:DetectorFeature": byUse("GuardDuty feature", "events and data analysed"),
  "aws:sns/topic:Topic": byUse("notifications", "notification"),
  "aws:sqs/queue:Queue": byUse("queue requests", "request"),
};
