import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "./alarms";

interface TrailEvent {
  metricName: string;
  /** CloudWatch Logs filter pattern over CloudTrail's events. */
  pattern: string;
  description: string;
}

/** Events that are always worth a message (CIS AWS Foundations Benchmark, section on monitoring). */
const events: Record<string, TrailEvent> = {
  "root-used": {
    metricName: "RootUsed",
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    description: "Somebody used the account's root user.",
  },
  "sign-in-without-mfa": {
    metricName: "SignInWithoutMfa",
    pattern:
      '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" && $.userIdentity.type = "IAMUser" && $.responseElements.ConsoleLogin = "Success" }',
    description: "An IAM user signed in to the console without a second factor.",
  },
  "trail-changed": {
    metricName: "TrailChanged",
    pattern:
      '{ $.eventSource = "cloudtrail.amazonaws.com" && ($.eventName = "StopLogging" || $.eventName = "DeleteTrail" || $.eventName = "UpdateTrail" || $.eventName = "PutEventSelectors") }',
    description: "Somebody stopped, deleted or changed a trail.",
  },
};

/** Counts the events in the trail's log group, and says when one is one too many. */
export function trailAlarms(
  name: string,
  namespace: string,
  logGroupName: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): Record<string, AlarmSpec> {
  return Object.fromEntries(
    Object.entries(events).map(([label, { metricName, pattern, description }]) => {
      new cloudwatch.LogMetricFilter(
        `${name}-${label}`,
        { logGroupName, pattern, metricTransformation: { namespace, name: metricName, value: "1" } },
        opts,
      );
      return [label, { namespace, metricName, statistic: "Sum", threshold: 0, description } satisfies AlarmSpec];
    }),
  );
}
