import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../../spec/stack";
import { BaselineMonitoring } from "../observability/baselineMonitoring";
import { ContainerInsights } from "../observability/containerInsights";
import { Metrics } from "../observability/metrics";
import type { Region } from "../region";
import { bucketNames, subnetIds } from "./inputs";
import { partitionOf } from "../security/account";
import { portOf } from "../serving/inferencePod";
import { formerBucketNames } from "../storage/rename";

/** The parts of a region that are watched. */
type Watched = Pick<Region, "network" | "cluster" | "keys" | "objectStore" | "auditTrail">;

export function baselineMonitoring(
  name: string,
  stack: Stack,
  { network, cluster, keys, objectStore, auditTrail }: Watched,
  opts: pulumi.ComponentResourceOptions,
): BaselineMonitoring {
  const natGateways = Object.entries(network.natGateways);
  return new BaselineMonitoring(
    `${name}-monitoring`,
    {
      region: stack.region,
      accountId: stack.account,
      messagingKeyArn: keys.keys.messaging.arn,
      emails: stack.monitoring.alertEmails,
      watched: {
        natGatewayIds: Object.fromEntries(natGateways.map(([zone, gateway]) => [zone, gateway.id])),
        clusterName: cluster.cluster.name,
        bucketNames: bucketNames(objectStore),
        formerBucketNames: formerBucketNames(stack.storage.buckets),
        trailLogGroupName: auditTrail.trail?.logGroup.name,
      },
      monthlyBudgetUSD: stack.budget.monthlyUSD,
      stackName: name,
    },
    opts,
  );
}

/** Undefined where the stack file keeps no metrics. */
export function metrics(
  name: string,
  stack: Stack,
  { network, cluster, keys, monitoring }: Watched & Pick<Region, "monitoring">,
  opts: pulumi.ComponentResourceOptions,
): Metrics | undefined {
  if (stack.monitoring.metrics?.store !== "managed-prometheus") return undefined;
  return new Metrics(
    `${name}-metrics`,
    {
      region: stack.region,
      accountId: stack.account,
      stack,
      logsKeyArn: keys.keys.logs.arn,
      messagingKeyArn: keys.keys.messaging.arn,
      operatorsTopicArn: monitoring.topic.arn,
      kubernetes: cluster.kubernetes,
      clusterName: name,
      place: {
        clusterArn: cluster.cluster.arn,
        vpcId: network.vpc.id,
        subnetIds: Object.values(subnetIds(network.privateSubnets)),
        nodeSecurityGroupId: cluster.nodeSecurityGroup.id,
        apiSecurityGroupId: cluster.controlPlaneSecurityGroup.id,
        servicePorts: (stack.serving ?? []).filter((service) => service.metrics).map(portOf),
      },
    },
    opts,
  );
}

/** Undefined where the stack file does not ask for it. */
export function containerInsights(
  name: string,
  stack: Stack,
  { cluster, keys }: Watched,
  opts: pulumi.ComponentResourceOptions,
): ContainerInsights | undefined {
  const { containerInsights: insights = false, traces = false } = stack.monitoring;
  if (!insights && !traces) return undefined;
  return new ContainerInsights(
    `${name}-insights`,
    {
      clusterName: cluster.cluster.name,
      kubernetesVersion: stack.cluster.version,
      partition: partitionOf(stack.region),
      logsKeyArn: keys.keys.logs.arn,
      logRetentionDays: stack.cluster.logRetentionDays,
      insights,
      traces,
    },
    opts,
  );
}
