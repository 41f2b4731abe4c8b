import { findInstanceType } from "../../catalog/instanceTypes";
import { topologyLevels } from "../../catalog/topology";
import { type PoolQuota, poolAccelerators, poolQuota } from "../../spec/quota";
import type { Pool, Scheduling, Team } from "../../spec/stack";
import { acceleratorResource } from "../compute/nodeMarks";
import { isElastic } from "../compute/nodes";
import {
  type ClusterQueue,
  type Cohort,
  kueueApi,
  type LocalQueue,
  type ResourceFlavor,
  type ResourceGroup,
  type Topology,
  type WorkloadPriorityClass,
} from "./kueue";
import { teamLabel } from "./teamLabel";

/** What decides how work is queued for a pool. */
export type QueuedPool = Pick<Pool, "name" | "instanceType" | "nodes">;

/** By name, the greatest first to run. */
export const defaultPriorities: Readonly<Record<string, number>> = { high: 10000, normal: 1000, low: 100 };

/** What services have unless they say otherwise: they give way to nothing. */
export function highestPriority({ priorities = defaultPriorities }: Pick<Scheduling, "priorities"> = {}): string {
  return Object.entries(priorities).reduce((highest, next) => (next[1] > highest[1] ? next : highest))[0];
}

/** A team's queue. Kueue sends workloads that name no queue to the one of this name. */
export const defaultQueue = "default";

export type QueueObject = Topology | ResourceFlavor | Cohort | ClusterQueue | LocalQueue | WorkloadPriorityClass;

/** What Kueue needs to queue the teams' work on the pools that have accelerators. The cohort is what teams borrow within. */
export function queues(cohort: string, scheduling: Scheduling, pools: readonly QueuedPool[]): QueueObject[] {
  const queued = pools.filter((pool) => poolAccelerators(pool) > 0);
  return [
    ...topologies(queued),
    ...queued.map(flavor),
    sharedCohort(cohort, scheduling.teams, queued),
    ...Object.entries(scheduling.priorities ?? defaultPriorities).map(priorityClass),
    ...scheduling.teams.flatMap((team) => [clusterQueue(cohort, team, scheduling, queued), localQueue(team)]),
  ];
}

/**
 * The topology that places a pool's gangs, or undefined. Kueue places on the nodes that stand: a pool that the autoscaler
 * grows is queued by quota alone, or its first workload would wait for nodes that nobody asks for.
 */
export function topologyName({ instanceType, nodes }: Omit<QueuedPool, "name">): string | undefined {
  const layers = topologyLevels(instanceType).length - 1;
  return !isElastic(nodes) && layers > 0 ? `network-${layers}-layers` : undefined;
}

function topologies(pools: readonly QueuedPool[]): Topology[] {
  const typeByName = new Map(pools.map((pool) => [topologyName(pool), pool.instanceType]));
  return [...typeByName].flatMap(([name, instanceType]) => {
    if (name === undefined) return [];
    const levels = topologyLevels(instanceType).map((nodeLabel) => ({ nodeLabel }));
    return [{ apiVersion: kueueApi, kind: "Topology", metadata: { name }, spec: { levels } }];
  });
}

function flavor(pool: QueuedPool): ResourceFlavor {
  const topology = topologyName(pool);
  return {
    apiVersion: kueueApi,
    kind: "ResourceFlavor",
    metadata: { name: pool.name },
    spec: {
      nodeLabels: { "aidc.dev/pool": pool.name },
      tolerations: [{ key: resourceOf(pool), operator: "Exists", effect: "NoSchedule" }],
      ...(topology && { topologyName: topology }),
    },
  };
}

/** What no team's quota claims is the cohort's own, for any team to borrow. */
function sharedCohort(name: string, teams: readonly Team[], pools: readonly QueuedPool[]): Cohort {
  const unclaimed = pools
    .map((pool): [QueuedPool, PoolQuota] => {
      const claimed = teams.reduce((sum, team) => sum + quotaOf(team, pool).nominal, 0);
      return [pool, { nominal: poolAccelerators(pool) - claimed }];
    })
    .filter(([, { nominal }]) => nominal > 0);
  return {
    apiVersion: kueueApi,
    kind: "Cohort",
    metadata: { name },
    spec: unclaimed.length > 0 ? { resourceGroups: resourceGroups(unclaimed) } : {},
  };
}

function clusterQueue(
  cohortName: string,
  team: Team,
  { preemption = {}, fairSharing = true }: Scheduling,
  pools: readonly QueuedPool[],
): ClusterQueue {
  const { reclaimWithinCohort = "Any", withinClusterQueue = "LowerPriority" } = preemption;
  return {
    apiVersion: kueueApi,
    kind: "ClusterQueue",
    metadata: { name: team.name },
    spec: {
      cohortName,
      namespaceSelector: { matchLabels: { [teamLabel]: team.name } },
      // Every pool is there: a team may borrow what is idle where it owns nothing.
      resourceGroups: resourceGroups(pools.map((pool) => [pool, quotaOf(team, pool)])),
      // A workload that does not fit lets smaller ones behind it pass.
      queueingStrategy: "BestEffortFIFO",
      preemption: { reclaimWithinCohort, withinClusterQueue },
      ...(fairSharing && { fairSharing: { weight: String(team.weight ?? 1) } }),
    },
  };
}

function quotaOf(team: Team, pool: QueuedPool): PoolQuota {
  const quota = team.quota[pool.name];
  return quota === undefined ? { nominal: 0 } : poolQuota(quota, pool);
}

/** A group for each kind of accelerator: its pools are the flavors that a workload may land on. */
function resourceGroups(quotas: readonly [QueuedPool, PoolQuota][]): ResourceGroup[] {
  const resources = [...new Set(quotas.map(([pool]) => resourceOf(pool)))];
  return resources.map((resource) => ({
    coveredResources: [resource],
    flavors: quotas
      .filter(([pool]) => resourceOf(pool) === resource)
      .map(([pool, { nominal, borrowing, lending }]) => ({
        name: pool.name,
        resources: [
          {
            name: resource,
            nominalQuota: nominal,
            ...(borrowing !== undefined && { borrowingLimit: borrowing }),
            ...(lending !== undefined && { lendingLimit: lending }),
          },
        ],
      })),
  }));
}

/** The extended resources of the pools that have accelerators. */
export function queuedResources(pools: readonly QueuedPool[]): string[] {
  return [...new Set(pools.filter((pool) => poolAccelerators(pool) > 0).map(resourceOf))];
}

function localQueue({ name }: Team): LocalQueue {
  return {
    apiVersion: kueueApi,
    kind: "LocalQueue",
    metadata: { name: defaultQueue, namespace: name },
    spec: { clusterQueue: name },
  };
}

function priorityClass([name, value]: [string, number]): WorkloadPriorityClass {
  return { apiVersion: kueueApi, kind: "WorkloadPriorityClass", metadata: { name }, value };
}

function resourceOf({ instanceType }: QueuedPool): string {
  const accelerator = findInstanceType(instanceType)?.accelerator;
  if (!accelerator) throw new Error(`${instanceType} has no accelerator to queue for`);
  return acceleratorResource(accelerator);
}
