import * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import type { PolicyDocuments } from "../security/policyDocuments";

/** Keeps what could not be delivered as long as SQS keeps anything: 14 days. */
export function deadLetterQueue(
  name: string,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): sqs.Queue {
  const queue = new sqs.Queue(name, { messageRetentionSeconds: 1_209_600, sqsManagedSseEnabled: true }, opts);
  const child = `${name}-policy`;
  const policy = policies.render(child, "policy", [
    {
      Sid: "EncryptedOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: queue.arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
  new sqs.QueuePolicy(child, { queueUrl: queue.url, policy }, opts);
  return queue;
}
