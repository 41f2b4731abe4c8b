import { findInstanceType } from "../catalog/instanceTypes";
import type { DynamicPool, Nodes, Pool, Stack } from "../spec/stack";
import { siteOfPool, zoneOfSite } from "../spec/edge";
import { networkZones } from "../spec/zones";
import type { Facts, PoolFacts, SiteFacts } from "./row";

/** What a preflight asks about, of a stack file. */
export function factsOf(stack: Stack): Facts {
  const zones = networkZones(stack);
  const { natGateways, cidr } = stack.network;
  const { systemPool, version } = stack.cluster;
  return {
    ...(stack.account ? { account: stack.account } : {}),
    region: stack.region,
    zones,
    cidr,
    natGateways: natGateways === "per-zone" ? zones.length : natGateways === "single" ? 1 : 0,
    kubernetesVersion: version,
    pools: [
      {
        name: "system",
        instanceType: systemPool.instanceType,
        maxNodes: most(systemPool.nodes),
        capacity: "on-demand",
      },
      ...stack.pools.filter(({ name }) => typeof siteOfPool(name, stack)?.site !== "object").map(ofPool),
      ...(stack.dynamicPools ?? []).flatMap(ofDynamicPool),
    ],
    sites: sitesOf(stack),
  };
}

/** Where the file's nodes stand outside the region's zones. */
function sitesOf({ edge = [], network: { localZone }, pools }: Stack): SiteFacts[] {
  const typeOf = (wanted: (pool: Pool) => boolean) => pools.find(wanted)?.instanceType ?? "";
  const local = localZone === undefined ? [] : [{ name: "network", zone: localZone }];
  return [
    ...local.map((site) => ({ ...site, instanceType: typeOf(({ zone }) => zone === localZone) })),
    ...edge.map((entry) => ({
      name: entry.name,
      zone: zoneOfSite(entry),
      instanceType: typeOf(({ name }) => name === entry.pool),
      ...(typeof entry.site === "object" && { outpostArn: entry.site.outpost }),
    })),
  ];
}

function ofPool({ name, instanceType, nodes, zone, imageFamily, capacity = "on-demand" }: Pool): PoolFacts {
  return {
    name,
    instanceType,
    maxNodes: most(nodes),
    ...(zone ? { zone } : {}),
    ...(imageFamily ? { imageFamily } : {}),
    capacity: typeof capacity === "string" ? capacity : "spot" in capacity ? "spot" : capacity,
  };
}

/** A dynamic pool at its limit, once for each way it may buy, in the type that takes most vCPUs for its accelerators. */
function ofDynamicPool(pool: DynamicPool): PoolFacts[] {
  const { name, instanceTypes, maxAccelerators, zone, imageFamily, capacity = ["on-demand"] } = pool;
  const [instanceType] = [...instanceTypes].sort((a, b) => vcpusAnAccelerator(b) - vcpusAnAccelerator(a));
  if (instanceType === undefined) return [];
  const count = findInstanceType(instanceType)?.accelerator?.count ?? 1;
  return capacity.map((each) => ({
    name,
    instanceType,
    maxNodes: Math.floor(maxAccelerators / count),
    ...(zone ? { zone } : {}),
    ...(imageFamily ? { imageFamily } : {}),
    capacity: each,
  }));
}

function vcpusAnAccelerator(name: string): number {
  const type = findInstanceType(name);
  return type?.accelerator ? type.vcpus / type.accelerator.count : 0;
}

function most(nodes: Nodes): number {
  return typeof nodes === "number" ? nodes : nodes.max;
}
