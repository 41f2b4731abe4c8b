import type * as pulumi from "@pulumi/pulumi";
import { siteOfPool } from "../../spec/edge";
import type { Stack } from "../../spec/stack";
import { AcceleratorOperators } from "../compute/acceleratorOperators";
import { AcceleratorPool } from "../compute/acceleratorPool";
import { Cluster } from "../compute/cluster";
import { ClusterAddons } from "../compute/clusterAddons";
import { ClusterAutoscaler } from "../compute/clusterAutoscaler";
import { DynamicPool } from "../compute/karpenter/dynamicPool";
import { Karpenter } from "../compute/karpenter/karpenter";
import { isElastic } from "../compute/nodes";
import { SystemPool } from "../compute/systemPool";
import type { Region } from "../region";
import { partitionOf } from "../security/account";
import { dynamicTypes, isProtected, placeOf, subnetIds, tagsOf } from "./inputs";

// The cluster, and the nodes that it has.

type Made = Pick<Region, "keys" | "network" | "cluster" | "nodeRole">;

export function cluster(
  name: string,
  stack: Stack,
  { keys: { keys }, network }: Pick<Region, "keys" | "network">,
  opts: pulumi.ComponentResourceOptions,
): Cluster {
  const { version, publicAccessCidrs, access, logRetentionDays } = stack.cluster;
  return new Cluster(
    `${name}-cluster`,
    {
      clusterName: name,
      version,
      region: stack.region,
      partition: partitionOf(stack.region),
      vpcId: network.vpc.id,
      subnetIds: subnetIds(network.privateSubnets),
      secretsKeyArn: keys.cluster.arn,
      logsKeyArn: keys.logs.arn,
      logRetentionDays,
      publicAccessCidrs,
      access,
      deletionProtection: isProtected(stack),
      tags: tagsOf(name, stack),
    },
    opts,
  );
}

export function systemPool(name: string, stack: Stack, made: Made, opts: pulumi.ComponentResourceOptions): SystemPool {
  const { instanceType, nodes } = stack.cluster.systemPool;
  return new SystemPool(`${name}-system`, { ...poolPlace(name, stack, made), instanceType, nodes }, opts);
}

export function clusterAddons(
  name: string,
  stack: Stack,
  { keys: { keys }, cluster }: Made,
  opts: pulumi.ComponentResourceOptions,
): ClusterAddons {
  return new ClusterAddons(
    `${name}-addons`,
    {
      clusterName: cluster.cluster.name,
      kubernetesVersion: stack.cluster.version,
      partition: partitionOf(stack.region),
      kubernetes: cluster.kubernetes,
      volumesKeyArn: keys.ebs.arn,
      volumeTags: tagsOf(name, stack),
    },
    opts,
  );
}

export function acceleratorOperators(
  name: string,
  stack: Stack,
  { cluster: { kubernetes } }: Made,
  opts: pulumi.ComponentResourceOptions,
): AcceleratorOperators {
  const pools = [...stack.pools, ...dynamicTypes(stack)];
  return new AcceleratorOperators(`${name}-operators`, { pools, kubernetes }, opts);
}

/** Its pools by name, but for those of sites at the edge. */
export function acceleratorPools(
  name: string,
  stack: Stack,
  made: Made,
  opts: pulumi.ComponentResourceOptions,
): Record<string, AcceleratorPool> {
  const { vpc, privateSubnets, localSubnets } = made.network;
  const place = {
    ...poolPlace(name, stack, made),
    ...{ region: stack.region, vpcId: vpc.id, subnetIds: subnetIds({ ...privateSubnets, ...localSubnets }) },
  };
  return Object.fromEntries(
    stack.pools
      .filter((pool) => !siteOfPool(pool.name, stack))
      .map((pool) => [pool.name, new AcceleratorPool(`${name}-${pool.name}`, { ...place, pool }, opts)]),
  );
}

/** Undefined where every pool has a fixed number of nodes. */
export function clusterAutoscaler(
  name: string,
  stack: Stack,
  { cluster: { cluster, kubernetes } }: Made,
  opts: pulumi.ComponentResourceOptions,
): ClusterAutoscaler | undefined {
  if (!stack.pools.some(({ nodes }) => isElastic(nodes))) return undefined;
  const place = { region: stack.region, clusterName: cluster.name, kubernetesVersion: stack.cluster.version };
  return new ClusterAutoscaler(`${name}-autoscaler`, { ...place, kubernetes, tags: tagsOf(name, stack) }, opts);
}

/** Undefined where the stack file has no dynamic pools. */
export function karpenter(
  name: string,
  stack: Stack,
  { keys: { keys }, cluster, nodeRole }: Made,
  opts: pulumi.ComponentResourceOptions,
): Karpenter | undefined {
  if (!stack.dynamicPools?.length) return undefined;
  return new Karpenter(
    `${name}-karpenter`,
    {
      ...placeOf(stack),
      clusterName: cluster.cluster.name,
      nodeRoleArn: nodeRole.role.arn,
      volumesKeyArn: keys.ebs.arn,
      kubernetes: cluster.kubernetes,
      isolated: stack.network.natGateways === "none",
    },
    opts,
  );
}

/** Its dynamic pools, by name. */
export function dynamicPools(
  name: string,
  stack: Stack,
  made: Made,
  opts: pulumi.ComponentResourceOptions,
): Record<string, DynamicPool> {
  const { cluster, network, nodeRole } = made;
  const place = {
    ...poolPlace(name, stack, made),
    region: stack.region,
    vpcId: network.vpc.id,
    nodeRoleName: nodeRole.role.name,
    kubernetes: cluster.kubernetes,
  };
  return Object.fromEntries(
    (stack.dynamicPools ?? []).map((pool) => [
      pool.name,
      new DynamicPool(`${name}-${pool.name}`, { ...place, pool }, opts),
    ]),
  );
}

/** Where any pool of the cluster lives. */
function poolPlace(name: string, stack: Stack, { keys: { keys }, network, cluster, nodeRole }: Made) {
  return {
    clusterName: cluster.cluster.name,
    nodeRoleArn: nodeRole.role.arn,
    securityGroupIds: [cluster.nodeSecurityGroup.id],
    subnetIds: subnetIds(network.privateSubnets),
    volumesKeyArn: keys.ebs.arn,
    tags: tagsOf(name, stack),
  };
}
