import type * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { type AccountArgs, accountOf } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import { alarmTopic } from "./alarmTopic";

export interface AlertReceiversArgs extends AccountArgs {
  /** KMS key of the topics; its policy lets Amazon Managed Service for Prometheus use it. */
  messagingKeyArn: pulumi.Input<string>;
  receivers: { name: string; emails: readonly string[] }[];
}

/**
 * An encrypted topic for each team that alerts are routed to.
 *
 * @example
 * new AlertReceivers("ai", { region: "us-east-1", messagingKeyArn: key.arn, receivers: [{ name: "research", emails: ["research@example.com"] }] });
 */
export class AlertReceivers extends pulumi.ComponentResource {
  /** By receiver. */
  readonly topics: Record<string, sns.Topic>;

  constructor(name: string, args: AlertReceiversArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:observability:AlertReceivers", name, {}, opts);
    const policies = new PolicyDocuments();
    const account = accountOf(args, this);
    this.topics = Object.fromEntries(
      args.receivers.map(({ name: receiver, emails }) => {
        const topicArgs = { keyArn: args.messagingKeyArn, emails };
        return [receiver, alarmTopic(`${name}-${receiver}`, topicArgs, account, policies, { parent: this }).topic];
      }),
    );
    this.registerOutputs({ policyDocuments: policies.byProperty });
  }
}
