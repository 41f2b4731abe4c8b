import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../../spec/stack";
import { Recovery } from "../recovery/recovery";
import type { Region } from "../region";
import { isProtected, placeOf } from "./inputs";

type Made = Pick<Region, "keys" | "network" | "nodeRole" | "pools" | "monitoring">;

/** Undefined where the stack file has none. */
export function recovery(
  name: string,
  stack: Stack,
  { keys: { keys }, network, nodeRole, pools, monitoring }: Made,
  opts: pulumi.ComponentResourceOptions,
): Recovery | undefined {
  const { recovery, cluster } = stack;
  if (!recovery) return undefined;
  const subnets = Object.entries(network.privateSubnets);
  const experiments = {
    nodeGroupArns: Object.fromEntries(Object.entries(pools).map(([pool, { nodeGroup }]) => [pool, nodeGroup.arn])),
    subnetArns: Object.fromEntries(subnets.map(([zone, { arn }]) => [zone, [arn]])),
    nodeRoleArn: nodeRole.role.arn,
    stopAlarmArns: monitoring.stopAlarmArns,
    logsKeyArn: keys.logs.arn,
    logRetentionDays: cluster.logRetentionDays,
  };
  return new Recovery(
    `${name}-recovery`,
    { ...placeOf(stack), stackName: name, recovery, protect: isProtected(stack), experiments },
    opts,
  );
}
