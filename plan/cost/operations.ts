import { all, byItem, evenly, hoursPerMonth, monthly, type Pricer, used } from "./pricer";

const logGroupType = "aws:cloudwatch/logGroup:LogGroup";
const experimentType = "aws:fis/experimentTemplate:ExperimentTemplate";
const keyType = "aws:kms/key:Key";
const secretType = "aws:secretsmanager/secret:Secret";
const queueType = "aws:sqs/queue:Queue";
const topicType = "aws:sns/topic:Topic";
const virtualClusterType = "aws:emrcontainers/virtualCluster:VirtualCluster";

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
  resource.inputs.addonName === "amazon-cloudwatch-observability" ? observed(resource, context) : [];

/** What the agent is told to send: without a word, metrics and logs. */
const observed: Pricer = (resource, context) => {
  const { configurationValues = "" } = resource.inputs as { configurationValues?: string };
  const insights = configurationValues === "" || configurationValues.includes("enhanced_container_insights");
  return [
    ...(insights ? containerInsights(resource, context) : []),
    ...(configurationValues.includes("traces_collected") ? traces(resource, context) : []),
  ];
};

const traces = used({
  key: "xrayMillionTracesPerMonth",
  price: "xray-trace-1m",
  concern: "observability",
  item: "X-Ray traces",
});

const containerInsights = used({
  key: "containerInsightsMillionObservationsPerMonth",
  price: "cloudwatch-insights-observation-1m",
  concern: "observability",
  item: "Container Insights observations",
});

/** A metric is billed by the hour in which it has data: none where what it counts never happens. */
const metricFilter: Pricer = (resource, context) => [
  byItem(resource, context, "cloudwatch-metric-month", {
    concern: "observability",
    item: "custom metric",
    quantity: 1,
    minimumQuantity: 0,
  }),
];

const prometheus = used(
  {
    key: "prometheusMillionSamplesPerMonth",
    price: "amp-sample-1m",
    concern: "observability",
    item: "Prometheus samples taken in",
  },
  {
    key: "prometheusBillionQuerySamplesPerMonth",
    price: "amp-query-sample-1b",
    concern: "observability",
    item: "Prometheus samples queried",
  },
  { key: "prometheusGB", price: "amp-storage-gb-month", concern: "observability", item: "Prometheus storage" },
);

/** Agentless: what a workspace takes in comes through its collector, which is billed for it once more. */
const collector = all(
  monthly("amp-collector-hour", { concern: "observability", item: "Prometheus collector hours" }, hoursPerMonth),
  used({
    key: "prometheusMillionSamplesPerMonth",
    price: "amp-collector-sample-1m",
    concern: "observability",
    item: "Prometheus samples collected",
  }),
);

/** What watches, guards and tries the region. */
export const operationsPricers: Record<string, Pricer> = {
  [logGroupType]: used(
    {
      key: "logsGBPerMonth",
      price: "cloudwatch-logs-ingestion-gb",
      concern: "observability",
      item: "logs taken in",
      share: evenly(logGroupType),
    },
    {
      key: "logsStoredGB",
      price: "cloudwatch-logs-storage-gb-month",
      concern: "observability",
      item: "logs kept",
      share: evenly(logGroupType),
    },
  ),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": metricFilter,
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:eks/addon:Addon": addon,
  "aws:cloudwatch/dashboard:Dashboard": monthly("cloudwatch-dashboard-month", {
    concern: "observability",
    item: "dashboard",
  }),
  "aws:amp/workspace:Workspace": prometheus,
  "aws:amp/scraper:Scraper": collector,
  // Every workspace has one editor at least, who is billed whether he logs in or not.
  "aws:grafana/workspace:Workspace": used({
    key: "grafanaEditors",
    price: "grafana-editor-month",
    concern: "observability",
    item: "Managed Grafana editors",
  }),
  [keyType]: all(
    monthly("kms-key-month", { concern: "security", item: "KMS key" }),
    used({
      key: "keyMillionRequestsPerMonth",
      price: "kms-request-1m",
      concern: "security",
      item: "KMS requests",
      share: evenly(keyType),
    }),
  ),
  [secretType]: all(
    monthly("secrets-manager-secret-month", { concern: "security", item: "secret" }),
    used({
      key: "secretMillionRequestsPerMonth",
      price: "secrets-manager-request-1m",
      concern: "security",
      item: "requests for secrets",
      share: evenly(secretType),
    }),
  ),
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
  [virtualClusterType]: used(
    {
      key: "cleaningVCPUHoursPerMonth",
      price: "emr-eks-vcpu-hour",
      concern: "compute",
      item: "EMR on EKS: vCPU hours of jobs",
      share: evenly(virtualClusterType),
    },
    {
      key: "cleaningGBHoursPerMonth",
      price: "emr-eks-gb-hour",
      concern: "compute",
      item: "EMR on EKS: GB hours of jobs",
      share: evenly(virtualClusterType),
    },
  ),
};
