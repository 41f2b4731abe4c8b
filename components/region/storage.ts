import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../../spec/stack";
import { DataCleaning } from "../data/dataCleaning";
import type { Region } from "../region";
import { ObjectStore } from "../storage/objectStore";
import { RegionStorage } from "../storage/regionStorage";
import { isProtected, placeOf, subnetIds, tagsOf } from "./inputs";

// Where a region's data lies, and what cleans it.

type Made = Pick<Region, "keys" | "network" | "objectStore" | "cluster" | "monitoring">;

export function objectStore(
  name: string,
  stack: Stack,
  { keys: { keys }, network }: Pick<Region, "keys" | "network">,
  opts: pulumi.ComponentResourceOptions,
): ObjectStore {
  return new ObjectStore(
    `${name}-data`,
    {
      ...placeOf(stack),
      buckets: stack.storage.buckets,
      keyArn: keys.storage.arn,
      vpcId: network.vpc.id,
      accessLogDays: stack.audit.logRetentionDays,
      protect: isProtected(stack),
    },
    opts,
  );
}

export function regionStorage(
  name: string,
  stack: Stack,
  { keys: { keys }, network, objectStore, cluster, monitoring, pools }: Made & Pick<Region, "pools">,
  opts: pulumi.ComponentResourceOptions,
): RegionStorage {
  return new RegionStorage(
    `${name}-storage`,
    {
      ...placeOf(stack),
      storage: stack.storage,
      objectStore,
      pools: stack.pools.map((pool) => ({ ...pool, fabricSecurityGroup: pools[pool.name]?.fabricSecurityGroup })),
      vpcId: network.vpc.id,
      vpcCidr: stack.network.cidr,
      privateSubnetIds: subnetIds(network.privateSubnets),
      isolatedSubnetIds: subnetIds(network.isolatedSubnets),
      nodeSecurityGroupId: cluster.nodeSecurityGroup.id,
      clusterName: cluster.cluster.name,
      kubernetesVersion: stack.cluster.version,
      kubernetes: cluster.kubernetes,
      keyArn: keys.storage.arn,
      logsKeyArn: keys.logs.arn,
      logRetentionDays: stack.audit.logRetentionDays,
      alarmTopicArn: monitoring.topic.arn,
      tags: tagsOf(name, stack),
      protect: isProtected(stack),
    },
    opts,
  );
}

/** Undefined where the stack file cleans nothing. */
export function cleaning(
  name: string,
  stack: Stack,
  { keys: { keys }, objectStore, cluster, monitoring }: Made,
  opts: pulumi.ComponentResourceOptions,
): DataCleaning | undefined {
  if (!stack.cleaning?.length) return undefined;
  return new DataCleaning(
    `${name}-cleaning`,
    {
      ...placeOf(stack),
      jobs: stack.cleaning,
      objectStore,
      clusterName: cluster.cluster.name,
      kubernetesVersion: stack.cluster.version,
      kubernetes: cluster.kubernetes,
      storageKeyArn: keys.storage.arn,
      logsKeyArn: keys.logs.arn,
      logRetentionDays: stack.cluster.logRetentionDays,
      alarmTopicArn: monitoring.topic.arn,
    },
    opts,
  );
}
