import { evenly, monthly, type Pricer, unpriced, used } from "./pricer";

const logGroupType = "aws:cloudwatch/logGroup:LogGroup";
const experimentType = "aws:fis/experimentTemplate:ExperimentTemplate";
const queueType = "aws:sqs/queue:Queue";
const topicType = "aws:sns/topic:Topic";

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
  [logGroupType]: used({
    key: "logsGBPerMonth",
    price: "cloudwatch-logs-ingestion-gb",
    concern: "observability",
    item: "logs taken in",
    share: evenly(logGroupType),
  }),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": unpriced("custom metric", "metric-hour in which it has data"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:eks/addon:Addon": addon,
  "aws:cloudwatch/dashboard:Dashboard": monthly("cloudwatch-dashboard-month", {
    concern: "observability",
    item: "dashboard",
  }),
  "aws:amp/workspace:Workspace": unpriced("Prometheus samples, storage and queries", "sample"),
  "aws:amp/scraper:Scraper": unpriced("Prometheus collector", "collector hour and sample"),
  // Every workspace has one editor at least, who is billed whether he logs in or not.
  "aws:grafana/workspace:Workspace": used({
    key: "grafanaEditors",
    price: "grafana-editor-month",
    concern: "observability",
    item: "Managed Grafana editors",
  }),
  "aws:kms/key:Key": monthly("kms-key-month", { concern: "security", item: "KMS key" }),
  "aws:secretsmanager/secret:Secret": monthly("secrets-manager-secret-month", { concern: "security", item: "secret" }),
  "aws:guardduty/detector:Detector": used(
    {
      key: "guardDutyMillionEventsPerMonth",
      price: "guardduty-cloudtrail-event-1m",
      concern: "security",
      item: "GuardDuty: management events",
    },
    {
      key: "guardDutyFlowLogGBPerMonth",
      price: "guardduty-flow-log-gb",
      concern: "security",
      item: "GuardDuty: flow and DNS logs",
    },
  ),
  "aws:guardduty/detectorFeature:DetectorFeature": unpriced("GuardDuty feature", "event and vCPU analysed"),
  [queueType]: used({
    key: "queueMillionRequestsPerMonth",
    price: "sqs-request-1m",
    concern: "observability",
    item: "queue requests",
    share: evenly(queueType),
  }),
  [topicType]: used({
    key: "topicMillionRequestsPerMonth",
    price: "sns-publish-1m",
    concern: "observability",
    item: "notifications",
    share: evenly(topicType),
  }),
  [experimentType]: used({
    key: "experimentMinutesPerMonth",
    price: "fis-action-minute",
    concern: "observability",
    item: "fault injection",
    share: evenly(experimentType),
  }),
  "aws:scheduler/schedule:Schedule": unpriced("schedule", "invocation"),
  "aws:emrcontainers/virtualCluster:VirtualCluster": unpriced("EMR on EKS", "vCPU-hour and GB-hour of jobs"),
};
