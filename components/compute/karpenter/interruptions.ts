import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import type { PolicyDocuments } from "../../security/policyDocuments";

/** What tells that an instance is about to go, by the rule that watches for it. */
const notices: Record<string, { source: string; "detail-type": string }> = {
  "spot-interruption": { source: "aws.ec2", "detail-type": "EC2 Spot Instance Interruption Warning" },
  rebalance: { source: "aws.ec2", "detail-type": "EC2 Instance Rebalance Recommendation" },
  "state-change": { source: "aws.ec2", "detail-type": "EC2 Instance State-change Notification" },
  "reservation-interruption": {
    source: "aws.ec2",
    "detail-type": "EC2 Capacity Reservation Instance Interruption Warning",
  },
  health: { source: "aws.health", "detail-type": "AWS Health Event" },
};

/** The queue from which Karpenter takes interruption notices in time to drain the node, and the rules that fill it. */
export function interruptionQueue(
  name: string,
  policies: PolicyDocuments,
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
  opts: pulumi.CustomResourceOptions,
): sqs.Queue {
  // A notice is worth the two minutes that it gives.
  const queue = new sqs.Queue(
    `${name}-interruptions`,
    { messageRetentionSeconds: 300, sqsManagedSseEnabled: true, tags },
    opts,
  );
  const rules = Object.entries(notices).map(([notice, { source, ...pattern }]) => {
    const rule = new cloudwatch.EventRule(
      `${name}-${notice}`,
      {
        description: `Karpenter: ${pattern["detail-type"]}`,
        eventPattern: JSON.stringify({ source: [source], "detail-type": [pattern["detail-type"]] }),
        tags,
      },
      opts,
    );
    new cloudwatch.EventTarget(`${name}-${notice}`, { rule: rule.name, arn: queue.arn }, opts);
    return rule;
  });
  const child = `${name}-interruptions-policy`;
  new sqs.QueuePolicy(
    child,
    {
      queueUrl: queue.url,
      policy: policies.render(child, "policy", [
        {
          Sid: "FromRules",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queue.arn,
          Condition: { ArnEquals: { "aws:SourceArn": rules.map((rule) => rule.arn) } },
        },
        {
          Sid: "EncryptedOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: queue.arn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
    },
    opts,
  );
  return queue;
}
