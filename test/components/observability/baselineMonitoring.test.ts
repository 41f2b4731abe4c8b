import { describe, expect, test } from "vitest";
import { BaselineMonitoring } from "../../../components/observability/baselineMonitoring";
import { dashboardBody } from "../../../components/observability/dashboard";
import { find, names, register, statement } from "../harness";

const watched = {
  natGatewayIds: { "use1-az4": "nat-4" },
  clusterName: "ai",
  bucketNames: { raw: "raw-1a2b" },
  trailLogGroupName: "trail-events",
};

const monitoring = () =>
  register(
    (opts) =>
      void new BaselineMonitoring(
        "mon",
        {
          region: "us-east-1",
          accountId: "111122223333",
          messagingKeyArn: "arn:messaging-key",
          emails: ["oncall@example.com"],
          watched,
          monthlyBudgetUSD: 400000,
          stackName: "us-east-1",
        },
        opts,
      ),
  );

describe("BaselineMonitoring", () => {
  test("sends alarms to an encrypted topic that the account's services alone publish to", async () => {
    const registered = await monitoring();
    expect(find(registered, "aws:sns/topic:Topic", "mon-alarms").inputs).toEqual({
      kmsMasterKeyId: "arn:messaging-key",
    });
    const { policy } = find(registered, "aws:sns/topicPolicy:TopicPolicy", "mon-alarms-policy").inputs;
    expect(statement(policy, "Alarms")).toMatchObject({
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Resource: "arn:mon-alarms",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:*" },
      },
    });
    expect(statement(policy, "Budgets")).toMatchObject({
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:budgets::111122223333:*" } },
    });
    expect(
      find(registered, "aws:sns/topicSubscription:TopicSubscription", "mon-alarms-oncall@example.com").inputs,
    ).toEqual({ topic: "arn:mon-alarms", protocol: "email", endpoint: "oncall@example.com" });
  });

  test("watches what there is, and says so to the topic", async () => {
    const registered = await monitoring();
    expect(names(registered, "aws:cloudwatch/metricAlarm:MetricAlarm").sort()).toEqual([
      "mon-api-errors",
      "mon-api-load",
      "mon-api-storage",
      "mon-bucket-raw-5xx",
      "mon-bucket-raw-reads",
      "mon-nat-use1-az4-drops",
      "mon-nat-use1-az4-ports",
      "mon-nat-use1-az4-traffic",
      "mon-pods-unschedulable",
      "mon-root-used",
      "mon-sign-in-without-mfa",
      "mon-trail-changed",
    ]);
    expect(find(registered, "aws:cloudwatch/metricAlarm:MetricAlarm", "mon-nat-use1-az4-ports").inputs).toEqual({
      alarmDescription: "The NAT gateway in use1-az4 has no ports left towards a destination: new connections fail.",
      namespace: "AWS/NATGateway",
      metricName: "ErrorPortAllocation",
      dimensions: { NatGatewayId: "nat-4" },
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 300,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: ["arn:mon-alarms"],
      okActions: ["arn:mon-alarms"],
    });
    expect(find(registered, "aws:cloudwatch/metricAlarm:MetricAlarm", "mon-nat-use1-az4-traffic").inputs).toEqual({
      alarmDescription:
        "For two hours, far more has left through the NAT gateway in use1-az4 than at this time of other weeks.",
      comparisonOperator: "GreaterThanUpperThreshold",
      thresholdMetricId: "expected",
      metricQueries: [
        {
          id: "measured",
          returnData: true,
          metric: {
            namespace: "AWS/NATGateway",
            metricName: "BytesOutToDestination",
            dimensions: { NatGatewayId: "nat-4" },
            stat: "Sum",
            period: 3600,
          },
        },
        { id: "expected", returnData: true, label: "Expected", expression: "ANOMALY_DETECTION_BAND(measured, 4)" },
      ],
      evaluationPeriods: 2,
      treatMissingData: "notBreaching",
      alarmActions: ["arn:mon-alarms"],
      okActions: ["arn:mon-alarms"],
    });
  });

  test("counts the trail's events in the metric that its alarm reads", async () => {
    const registered = await monitoring();
    for (const label of ["root-used", "sign-in-without-mfa", "trail-changed"]) {
      const filter = find(registered, "aws:cloudwatch/logMetricFilter:LogMetricFilter", `mon-${label}`).inputs;
      const alarm = find(registered, "aws:cloudwatch/metricAlarm:MetricAlarm", `mon-${label}`).inputs;
      expect(filter.logGroupName).toBe("trail-events");
      expect(filter.metricTransformation).toEqual({ namespace: alarm.namespace, name: alarm.metricName, value: "1" });
    }
  });

  test("turns on the request metrics that the bucket's alarm reads", async () => {
    const registered = await monitoring();
    const metric = find(registered, "aws:s3/bucketMetric:BucketMetric", "mon-raw-requests").inputs;
    const alarm = find(registered, "aws:cloudwatch/metricAlarm:MetricAlarm", "mon-bucket-raw-5xx").inputs;
    expect(alarm.dimensions).toEqual({ BucketName: metric.bucket, FilterId: metric.name });
  });

  test("passes on findings, key deletions and health events", async () => {
    const registered = await monitoring();
    const { eventPattern } = find(registered, "aws:cloudwatch/eventRule:EventRule", "mon-guardduty-findings").inputs;
    expect(JSON.parse(String(eventPattern))).toEqual({
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 7] }] },
    });
    expect(names(registered, "aws:cloudwatch/eventTarget:EventTarget").sort()).toEqual([
      "mon-aws-health",
      "mon-backup-failed",
      "mon-cleaning-failed",
      "mon-guardduty-findings",
      "mon-key-deletion",
    ]);
  });

  test("warns before the budget is spent", async () => {
    const { limitAmount, limitUnit, costFilters, notifications } = find(
      await monitoring(),
      "aws:budgets/budget:Budget",
      "mon-budget",
    ).inputs;
    expect({ limitAmount, limitUnit, costFilters }).toEqual({
      limitAmount: "400000",
      limitUnit: "USD",
      costFilters: [{ name: "TagKeyValue", values: ["user:aidc:stack$us-east-1"] }],
    });
    expect((notifications as Record<string, unknown>[]).map((n) => [n.notificationType, n.threshold])).toEqual([
      ["ACTUAL", 80],
      ["ACTUAL", 100],
      ["FORECASTED", 100],
    ]);
  });
});

describe("dashboardBody", () => {
  test("lays graphs out two a row", () => {
    const { widgets } = dashboardBody("us-east-1", watched);
    expect(widgets.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [12, 0],
      [0, 6],
      [12, 6],
      [0, 12],
      [12, 12],
    ]);
    expect(widgets[3]?.properties.metrics).toEqual([
      ["AWS/NATGateway", "ErrorPortAllocation", "NatGatewayId", "nat-4"],
    ]);
  });

  test("leaves out what there is not", () => {
    expect(dashboardBody("us-east-1", { natGatewayIds: {}, bucketNames: {} }).widgets).toEqual([]);
  });
});
