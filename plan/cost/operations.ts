import { byUsage, monthly, type Pricer, unpriced } from "./pricer";

const logGroupType = "aws:cloudwatch/logGroup:LogGroup";
const experimentType = "aws:fis/experimentTemplate:ExperimentTemplate";
const queueType = "aws:sqs/queue:Queue";
const topicType = "aws:sns/topic:Topic";

const logGroup: Pricer = (resource, context) => [
  byUsage(
    resource,
    context,
    {
      key: "logsGBPerMonth",
      item: "cloudwatch-logs-ingestion-gb",
      share: 1 / context.ofType(logGroupType).length,
    },
    { concern: "observability", item: "logs taken in" },
  ),
];

const experiment: Pricer = (resource, context) => [
  byUsage(
    resource,
    context,
    {
      key: "experimentMinutesPerMonth",
      item: "fis-action-minute",
      share: 1 / context.ofType(experimentType).length,
    },
    { concern: "observability", item: "fault injection" },
  ),
];

const queue: Pricer = (resource, context) => [
  byUsage(
    resource,
    context,
    { key: "queueMillionRequestsPerMonth", item: "sqs-request-1m", share: 1 / context.ofType(queueType).length },
    { concern: "observability", item: "queue requests" },
  ),
];

const topic: Pricer = (resource, context) => [
  byUsage(
    resource,
    context,
    { key: "topicMillionRequestsPerMonth", item: "sns-publish-1m", share: 1 / context.ofType(topicType).length },
    { concern: "observability", item: "notifications" },
  ),
];

/** Every workspace has one editor at least, who is billed whether he logs in or not. */
const grafana: Pricer = (resource, context) => [
  byUsage(
    resource,
    context,
    { key: "grafanaEditors", item: "grafana-editor-month" },
    { concern: "observability", item: "Managed Grafana editors" },
  ),
];

const detector: Pricer = (resource, context) => [
  byUsage(
    resource,
    context,
    { key: "guardDutyMillionEventsPerMonth", item: "guardduty-cloudtrail-event-1m" },
    { concern: "security", item: "GuardDuty: management events" },
  ),
  byUsage(
    resource,
    context,
    { key: "guardDutyFlowLogGBPerMonth", item: "guardduty-flow-log-gb" },
    { concern: "security", item: "GuardDuty: flow and DNS logs" },
  ),
];

/** Billed by metric: an alarm on an anomaly reads what it measures and both edges of what is expected. */
const alarm: Pricer = (resource, context) => {
  const metrics = resource.inputs.thresholdMetricId === undefined ? 1 : 3;
  return monthly(
    "cloudwatch-alarm-month",
    { concern: "observability", item: "metric alarm" },
    metrics,
  )(resource, context);
};

/** Add-ons are free but the one whose metrics CloudWatch bills. */
const addon: Pricer = (resource, context) =>
  resource.inputs.addonName === "amazon-cloudwatch-observability"
    ? unpriced("Container Insights metrics", "observation")(resource, context)
    : [];

/** What watches, guards and tries the region. */
export const operationsPricers: Record<string, Pricer> = {
  [logGroupType]: logGroup,
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": unpriced("custom metric", "metric-hour in which it has data"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:eks/addon:Addon": addon,
  "aws:cloudwatch/dashboard:Dashboard": monthly("cloudwatch-dashboard-month", {
    concern: "observability",
    item: "dashboard",
  }),
  "aws:amp/workspace:Workspace": unpriced("Prometheus samples, storage and queries", "sample"),
  "aws:amp/scraper:Scraper": unpriced("Prometheus collector", "collector hour and sample"),
  "aws:grafana/workspace:Workspace": grafana,
  "aws:kms/key:Key": monthly("kms-key-month", { concern: "security", item: "KMS key" }),
  "aws:secretsmanager/secret:Secret": monthly("secrets-manager-secret-month", { concern: "security", item: "secret" }),
  "aws:guardduty/detector:Detector": detector,
  "aws:guardduty/detectorFeature:DetectorFeature": unpriced("GuardDuty feature", "event and vCPU analysed"),
  "aws:sqs/queue:Queue": queue,
  "aws:sns/topic:Topic": topic,
  [experimentType]: experiment,
  "aws:scheduler/schedule:Schedule": unpriced("schedule", "invocation"),
  "aws:emrcontainers/virtualCluster:VirtualCluster": unpriced("EMR on EKS", "vCPU-hour and GB-hour of jobs"),
};
