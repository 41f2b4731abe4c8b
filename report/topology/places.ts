import { findInstanceType, type InstanceType } from "../../catalog/instanceTypes";
import { findLocalZone, findRegion } from "../../catalog/regions";
import { usesEfa } from "../../spec/fabric";
import { plural } from "../../plan/render/words";
import type { DynamicPool, Lustre, Nodes, Pool, Stack } from "../../spec/stack";
import { poolZones } from "../../spec/zones";
import { spanWords } from "./words";

/** A region as people picture it: places, what stands in each, and what flows between them. */
export interface Topology {
  title: string;
  /** Users first, then storage, zones, and what is outside the region. */
  places: Place[];
  flows: Flow[];
}

export interface Place {
  id: string;
  kind: "users" | "storage" | "zone" | "outside";
  title: string;
  note?: string;
  pools: PoolCard[];
  /** What a place holds beside pools, a line each. */
  rows: Row[];
}

export interface Row {
  id: string;
  name: string;
  note: string;
}

/** A pool: its nodes with their accelerators, how they are placed and bought, and what is beside and on it. */
export interface PoolCard {
  name: string;
  /** Fewest and most nodes; the most is absent where accelerators bound the pool instead. */
  nodes: { min: number; max?: number };
  instanceType: string;
  accelerator?: { name: string; count: number; memoryGiB: number };
  /** As `16 × EFA, 3,200 Gbps`. */
  network: string;
  placement: string;
  /** What runs on it and what it mounts. */
  uses: string[];
}

export interface Flow {
  /** A place's id, or a row's. */
  from: string;
  to: string;
  what: string;
  both?: boolean;
}

/** The topology that a stack file declares. */
export function topologyOf(stack: Stack): Topology {
  const zones = stack.network.zones ?? findRegion(stack.region)?.defaultZones ?? [];
  const spread: Place = { ...empty("zones", "zone", `Across ${zones.join(", ")}`), note: "lives on when a zone fails" };
  spread.pools.push(systemPool(stack));
  const named = poolZones(stack).map((zone) => ({
    ...empty(zone, "zone", zone),
    note: findLocalZone(zone) ? "Local Zone" : "availability zone",
  }));
  const homeOf = (zone?: string) => named.find(({ id }) => id === zone) ?? spread;
  for (const pool of stack.pools) homeOf(pool.zone).pools.push(poolCard(pool, stack));
  for (const pool of stack.dynamicPools ?? []) homeOf(pool.zone).pools.push(dynamicCard(pool, stack));
  const places = [...usersOf(stack), storageOf(stack), ...named, spread, ...outsideOf(stack)];
  const present = places.filter(({ pools, rows, kind }) => pools.length + rows.length > 0 || kind === "users");
  return {
    title: `${stack.region} · VPC ${stack.network.cidr}`,
    places: present,
    flows: [...storageFlows(stack, homeOf), ...servingFlows(stack, homeOf), ...outwardFlows(stack)],
  };
}

export const storageId = "storage";

const empty = (id: string, kind: Place["kind"], title: string): Place => ({ id, kind, title, pools: [], rows: [] });

function systemPool({ cluster }: Stack): PoolCard {
  const { instanceType, nodes } = cluster.systemPool;
  return {
    ...shapeOf(instanceType, "primary"),
    name: "system",
    nodes: rangeOf(nodes),
    placement: `on demand · EKS ${cluster.version}`,
    uses: ["the cluster's own services"],
  };
}

function poolCard(pool: Pool, stack: Stack): PoolCard {
  const type = findInstanceType(pool.instanceType);
  const efa = type !== undefined && usesEfa(pool, type);
  const { capacity = "on-demand" } = pool;
  const bought = capacityWords(capacity);
  const grouped = pool.placementGroup ?? (efa && capacity === "on-demand");
  return {
    ...shapeOf(pool.instanceType, efa ? "fabric" : "primary"),
    name: pool.name,
    nodes: rangeOf(pool.nodes),
    placement: [bought, ...(grouped ? ["cluster placement group"] : [])].join(" · "),
    uses: usesOf(pool.name, stack),
  };
}

function capacityWords(capacity: NonNullable<Pool["capacity"]>): string {
  if (typeof capacity === "string") return capacity.replace("-", " ");
  if ("spot" in capacity) return "spot";
  return "reservation" in capacity ? "capacity reservation" : "capacity block";
}

function dynamicCard(pool: DynamicPool, stack: Stack): PoolCard {
  const [first, ...others] = pool.instanceTypes;
  return {
    ...shapeOf(first, pool.efa ? "fabric" : "primary"),
    name: pool.name,
    nodes: { min: 0 },
    instanceType: others.length > 0 ? `${first} and ${others.length} more` : first,
    placement: `Karpenter, at most ${pool.maxAccelerators} accelerators · ${(pool.capacity ?? ["on-demand"]).join(", ").replaceAll("-", " ")}`,
    uses: usesOf(pool.name, stack),
  };
}

function shapeOf(
  name: string,
  network: "fabric" | "primary",
): Pick<PoolCard, "instanceType" | "accelerator" | "network"> {
  const type = findInstanceType(name);
  if (!type) return { instanceType: name, network: "" };
  const { accelerator } = type;
  return {
    instanceType: name,
    ...(accelerator && {
      accelerator: { name: accelerator.name, count: accelerator.count, memoryGiB: accelerator.memoryGiB },
    }),
    network: `${network === "fabric" ? `${fabricCards(type)} × EFA, ` : ""}${type.network.gbps.toLocaleString("en-US")} Gbps`,
  };
}

const fabricCards = ({ network: { fabricCards, cards } }: InstanceType) =>
  fabricCards?.length ?? cards.filter(({ efa, efaOnly }) => efa || efaOnly).length;

const rangeOf = (nodes: Nodes) => (typeof nodes === "number" ? { min: nodes, max: nodes } : nodes);

function usesOf(pool: string, { workloads = [], serving = [], storage }: Stack): string[] {
  const on = <T extends { pool: string }>(list: T[] = []) => list.filter((each) => each.pool === pool);
  return [
    ...on(workloads).map(({ name, nodes, framework }) => `${name}: trains on ${nodes} nodes, ${framework}`),
    ...on(serving).map(({ name, replicas = { min: 2, max: 4 } }) => `${name}: serves, ${spanWords(replicas)} replicas`),
    ...on(storage.lustre).map(({ name, sizeGiB, throughputMBpsPerTiB = 500 }) => {
      return `${name}: Lustre ${tebibytes(sizeGiB)}, ${throughputMBpsPerTiB} MB/s/TiB`;
    }),
    ...on(storage.hdfs).map(({ name, dataNodes }) => `${name}: HDFS, ${dataNodes} data nodes`),
    ...on(storage.hotBuckets).map(({ name }) => `${name}: S3 Express One Zone`),
  ];
}

const tebibytes = (sizeGiB: number) => `${Number((sizeGiB / 1024).toFixed(1))} TiB`;

function usersOf({ serving = [] }: Stack): Place[] {
  return serving.length === 0 ? [] : [{ ...empty("users", "users", "Users"), note: "requests" }];
}

function storageOf({ storage }: Stack): Place {
  const { buckets, databases } = storage;
  const rows: Row[] = [
    ...buckets.map(({ name, role, replicate }) => {
      return { id: bucketId(name), name, note: `S3${role ? `, ${role}` : ""}${replicate ? ", copied" : ""}` };
    }),
    ...(databases?.aurora ?? []).map(({ name }) => ({ id: `aurora:${name}`, name, note: "Aurora PostgreSQL" })),
    ...(databases?.dynamodb ?? []).map(({ name }) => ({ id: `dynamodb:${name}`, name, note: "DynamoDB" })),
  ];
  return { ...empty(storageId, "storage", "Storage"), note: "the whole region's", rows };
}

const bucketId = (name: string) => `bucket:${name}`;

const outsideId = (region: string, name: string) => `${region}:${name}`;

function outsideOf({ storage, recovery }: Stack): Place[] {
  const regions = new Map<string, Row[]>();
  const add = (region: string, name: string, note: string) => {
    regions.set(region, [...(regions.get(region) ?? []), { id: outsideId(region, name), name, note }]);
  };
  const copied = storage.buckets.filter(({ replicate }) => replicate);
  if (storage.replicaRegion && copied.length > 0)
    add(storage.replicaRegion, "replicas", plural(copied.length, "bucket"));
  if (recovery?.otherRegion) add(recovery.otherRegion, "backups", "locked vault");
  for (const { name, replicas = [] } of storage.databases?.dynamodb ?? [])
    for (const region of replicas) add(region, name, "DynamoDB replica");
  return [...regions].map(([region, rows]) => ({
    ...empty(region, "outside", region),
    note: region === recovery?.otherRegion ? `takes over: ${recovery.mode}` : "copies",
    rows,
  }));
}

type HomeOf = (zone?: string) => Place;

/** Between buckets and the file systems that show them, and between buckets and the workloads that mount them. */
function storageFlows({ storage, pools, workloads = [] }: Stack, homeOf: HomeOf): Flow[] {
  const zoneOf = (pool: string) => homeOf(pools.find(({ name }) => name === pool)?.zone).id;
  const linked = (storage.lustre ?? []).flatMap(({ name, pool, links = [] }: Lustre) =>
    links.map(({ bucket, export: exports }): Flow => {
      return { from: bucketId(bucket), to: zoneOf(pool), what: name, ...(exports && { both: true }) };
    }),
  );
  const isMounted = (claim: string, team: string) =>
    storage.buckets.some(
      ({ name, mounts = [] }) => name === claim && mounts.some(({ namespace }) => namespace === team),
    );
  const mounted = workloads.flatMap(({ name, team, pool, data, checkpoints }): Flow[] => [
    ...(data && isMounted(data.claim, team) ? [{ from: bucketId(data.claim), to: zoneOf(pool), what: name }] : []),
    ...(checkpoints && isMounted(checkpoints.claim, team)
      ? [{ from: zoneOf(pool), to: bucketId(checkpoints.claim), what: `${name}'s checkpoints` }]
      : []),
  ]);
  return [...linked, ...mounted];
}

/** One flow of requests to each place that serves. */
function servingFlows({ serving = [], pools, dynamicPools = [] }: Stack, homeOf: HomeOf): Flow[] {
  const byHome = new Map<string, string[]>();
  for (const { name, pool } of serving) {
    const { zone } = [...pools, ...dynamicPools].find((each) => each.name === pool) ?? {};
    const { id } = homeOf(zone);
    byHome.set(id, [...(byHome.get(id) ?? []), name]);
  }
  return [...byHome].map(([to, names]) => ({ from: "users", to, what: names.join(", ") }));
}

function outwardFlows({ storage, recovery }: Stack): Flow[] {
  const { replicaRegion, buckets, databases } = storage;
  const copied = replicaRegion ? buckets.filter(({ replicate }) => replicate) : [];
  return [
    ...copied.map(({ name }) => ({
      from: bucketId(name),
      to: outsideId(replicaRegion ?? "", "replicas"),
      what: "replication",
    })),
    ...(recovery?.otherRegion
      ? [{ from: storageId, to: outsideId(recovery.otherRegion, "backups"), what: "backups" }]
      : []),
    ...(databases?.dynamodb ?? []).flatMap(({ name, replicas = [] }) =>
      replicas.map((region) => ({ from: `dynamodb:${name}`, to: outsideId(region, name), what: "global table" })),
    ),
  ];
}
