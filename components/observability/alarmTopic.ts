import type * as iam from "@pulumi/aws/iam";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { type Account, arn } from "../security/account";
import type { PolicyDocuments } from "../security/policyDocuments";

export interface AlarmTopicArgs {
  /** Its policy lets CloudWatch, EventBridge, Budgets and Amazon Managed Service for Prometheus use it. */
  keyArn: pulumi.Input<string>;
  /** Each is asked by mail to confirm. */
  emails: readonly string[];
}

export interface AlarmTopic {
  topic: sns.Topic;
  policy: sns.TopicPolicy;
}

/** The encrypted topic that every alarm of the region goes to. */
export function alarmTopic(
  name: string,
  args: AlarmTopicArgs,
  account: Account,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): AlarmTopic {
  const topic = new sns.Topic(`${name}-alarms`, { kmsMasterKeyId: args.keyArn }, opts);
  const policy = new sns.TopicPolicy(
    `${name}-alarms-policy`,
    {
      arn: topic.arn,
      policy: policies.render(`${name}-alarms-policy`, "policy", publishers(topic.arn, account)),
    },
    opts,
  );
  for (const endpoint of args.emails) {
    new sns.TopicSubscription(`${name}-alarms-${endpoint}`, { topic: topic.arn, protocol: "email", endpoint }, opts);
  }
  return { topic, policy };
}

function publishers(topicArn: pulumi.Input<string>, account: Account): iam.PolicyStatement[] {
  const publish = { Effect: "Allow", Action: "sns:Publish", Resource: topicArn } satisfies Partial<iam.PolicyStatement>;
  const ofOurs = (sourceArn: pulumi.Input<string>) => ({
    StringEquals: { "aws:SourceAccount": account.id },
    ArnLike: { "aws:SourceArn": sourceArn },
  });
  return [
    {
      ...publish,
      Sid: "Alarms",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Condition: ofOurs(arn(account, "cloudwatch", "alarm:*")),
    },
    {
      ...publish,
      Sid: "Budgets",
      Principal: { Service: "budgets.amazonaws.com" },
      Condition: ofOurs(pulumi.interpolate`arn:${account.partition}:budgets::${account.id}:*`),
    },
    {
      ...publish,
      // Amazon Managed Service for Prometheus user guide, "Giving … permission to send alert messages to your Amazon SNS topic".
      Sid: "Prometheus",
      Action: ["sns:Publish", "sns:GetTopicAttributes"],
      Principal: { Service: "aps.amazonaws.com" },
      Condition: ofOurs(arn(account, "aps", "workspace/*")),
    },
    // AWS documents no condition that EventBridge's deliveries would meet.
    { ...publish, Sid: "EventRules", Principal: { Service: "events.amazonaws.com" } },
    {
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
