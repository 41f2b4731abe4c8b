import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

interface EventAlarm {
  description: string;
  /** EventBridge pattern. */
  pattern: Record<string, unknown>;
}

const eventAlarms: Record<string, EventAlarm> = {
  "guardduty-findings": {
    description: "GuardDuty findings of high or critical severity",
    pattern: {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 7] }] },
    },
  },
  "key-deletion": {
    description: "A KMS key is switched off or scheduled for deletion: there are 30 days to stop it",
    pattern: {
      source: ["aws.kms"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: { eventSource: ["kms.amazonaws.com"], eventName: ["DisableKey", "ScheduleKeyDeletion"] },
    },
  },
  "backup-failed": {
    description: "A backup, a copy of one or a restore failed or ran out of time",
    pattern: {
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
      detail: { $or: [{ state: ["FAILED", "ABORTED", "EXPIRED"] }, { status: ["FAILED", "ABORTED"] }] },
    },
  },
  "cleaning-failed": {
    description: "A job run of EMR on EKS failed: curated data is as old as the run before",
    pattern: {
      source: ["aws.emr-containers"],
      "detail-type": ["EMR Job Run State Change"],
      detail: { state: ["FAILED"] },
    },
  },
  "aws-health": {
    description:
      "AWS announces trouble or maintenance of instances, clusters or file systems, among them nodes to be retired",
    pattern: {
      source: ["aws.health"],
      "detail-type": ["AWS Health Event"],
      detail: { service: ["EC2", "EKS", "FSX"], eventTypeCategory: ["issue", "scheduledChange"] },
    },
  },
};

/** Events that go to the topic as they happen. */
export function eventRules(
  name: string,
  topicArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): cloudwatch.EventRule[] {
  return Object.entries(eventAlarms).map(([label, { description, pattern }]) => {
    const rule = new cloudwatch.EventRule(
      `${name}-${label}`,
      { description, eventPattern: JSON.stringify(pattern) },
      opts,
    );
    new cloudwatch.EventTarget(`${name}-${label}`, { rule: rule.name, arn: topicArn }, opts);
    return rule;
  });
}
