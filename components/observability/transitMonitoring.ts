import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { type AccountArgs, accountOf } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import { alarmTopic } from "./alarmTopic";
import { type AlarmSpec, alarm } from "./alarms";

export interface TransitMonitoringArgs extends AccountArgs {
  /** KMS key of the topic, in the region; its policy lets CloudWatch use it. */
  messagingKeyArn: pulumi.Input<string>;
  /** Addresses that alarms go to. */
  emails: readonly string[];
  watched: WatchedTransit;
}

/** What there is to watch in one region. */
export interface WatchedTransit {
  /** Absent where a core network carries the traffic. */
  transitGatewayId?: pulumi.Input<string>;
  /** By site. */
  vpnIds: Record<string, pulumi.Input<string>>;
  /** By site. */
  directConnectConnections: Record<string, readonly string[]>;
}

/**
 * What tells a region's part of the Backbone: tunnels and ports that are down, and packets that have no way. In the region itself, so
 * that a region that is lost takes no other one's alarms with it.
 *
 * @example
 * new TransitMonitoring("backbone-us-east-1", {
 *   region: "us-east-1", messagingKeyArn: keys.keys.messaging.arn, emails: ["network@example.com"],
 *   watched: { transitGatewayId: gateway.id, vpnIds: { headquarters: vpn.id }, directConnectConnections: {} },
 * });
 */
export class TransitMonitoring extends pulumi.ComponentResource {
  readonly topic: sns.Topic;
  readonly topicPolicy: sns.TopicPolicy;
  /** By what they watch, for example `headquarters-vpn-down`. */
  readonly alarms: Record<string, cloudwatch.MetricAlarm>;

  constructor(name: string, args: TransitMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:observability:TransitMonitoring", name, {}, opts);
    const child = { parent: this };
    const policies = new PolicyDocuments();
    const { messagingKeyArn: keyArn, emails, watched } = args;
    const { topic, policy } = alarmTopic(name, { keyArn, emails }, accountOf(args, this), policies, child);
    this.topic = topic;
    this.topicPolicy = policy;
    this.alarms = Object.fromEntries(
      Object.entries(transitAlarms(watched)).map(([label, spec]) => [
        label,
        alarm(`${name}-${label}`, spec, topic.arn, child),
      ]),
    );
    this.registerOutputs({ topicArn: topic.arn, policyDocuments: policies.byProperty });
  }
}

function transitAlarms({ transitGatewayId, vpnIds, directConnectConnections }: WatchedTransit) {
  return {
    ...(transitGatewayId && gatewayAlarms(transitGatewayId)),
    ...merged(Object.entries(vpnIds).map(([site, id]) => vpnAlarms(site, id))),
    ...merged(Object.entries(directConnectConnections).map(([site, ids]) => portAlarms(site, ids))),
  };
}

function gatewayAlarms(TransitGateway: pulumi.Input<string>): Record<string, AlarmSpec> {
  const gateway = { namespace: "AWS/TransitGateway", dimensions: { TransitGateway }, statistic: "Sum" } as const;
  return {
    "no-route": {
      ...gateway,
      metricName: "PacketDropCountNoRoute",
      // Scans drop a few; a region that is missing drops all that is sent to it.
      threshold: 1000,
      for: 3,
      description: "The transit gateway drops packets for which its tables have no route.",
    },
    blackhole: {
      ...gateway,
      metricName: "PacketDropCountBlackhole",
      threshold: 0,
      for: 3,
      description: "The transit gateway drops packets whose route leads to an attachment that is gone.",
    },
  };
}

/** One tunnel carries all that two do: the first that is down is a warning, the second an outage. */
function vpnAlarms(site: string, VpnId: pulumi.Input<string>): Record<string, AlarmSpec> {
  const state = {
    namespace: "AWS/VPN",
    metricName: "TunnelState",
    dimensions: { VpnId },
    threshold: 1,
    comparison: "LessThanThreshold",
    for: 2,
  } as const;
  return {
    [`${site}-vpn-down`]: { ...state, statistic: "Maximum", description: `Both tunnels to ${site} are down.` },
    [`${site}-vpn-tunnel`]: { ...state, statistic: "Average", description: `A tunnel to ${site} is down.` },
  };
}

function portAlarms(site: string, connections: readonly string[]): Record<string, AlarmSpec> {
  return Object.fromEntries(
    connections.map((ConnectionId) => [
      `${site}-${ConnectionId}`,
      {
        namespace: "AWS/DX",
        metricName: "ConnectionState",
        dimensions: { ConnectionId },
        statistic: "Average",
        threshold: 1,
        comparison: "LessThanThreshold",
        for: 2,
        description: `The Direct Connect port ${ConnectionId} to ${site} is down.`,
      } satisfies AlarmSpec,
    ]),
  );
}

function merged(records: Record<string, AlarmSpec>[]): Record<string, AlarmSpec> {
  return Object.fromEntries(records.flatMap((record) => Object.entries(record)));
}
