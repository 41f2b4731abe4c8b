import { describe, expect, it } from "vitest";
import type { Aurora } from "../../components/storage/aurora";
import { checkSemantics } from "../../spec/semantics";
import { loadStack } from "../../spec/load";
import type { DynamicPool, Hdfs, Lustre, Pool, Stack, Storage, Sync } from "../../spec/stack";

/** What it cleans, test/spec/cleaning.test.ts judges. */
const stack: Stack = { ...loadStack("stacks/us-east-1.yaml").stack, cleaning: [] };
const pool = (over: Partial<Pool>): Pool => ({ name: "one", instanceType: "g6e.12xlarge", nodes: 2, ...over });
const idle: Stack = { ...stack, scheduling: undefined, workloads: [], serving: [], storage: { buckets: [] } };
const withPool = (over: Partial<Pool>): Stack => ({ ...idle, pools: [pool(over)] });
const withCidr = (cidr: string): Stack => ({ ...stack, network: { ...stack.network, cidr } });
const withSystem = (instanceType: string): Stack => ({
  ...stack,
  cluster: { ...stack.cluster, systemPool: { ...stack.cluster.systemPool, instanceType } },
});
const withDynamic = (over: Partial<DynamicPool>): Stack => ({
  ...stack,
  dynamicPools: [{ name: "burst", instanceTypes: ["g6e.12xlarge"], maxAccelerators: 8, ...over }],
});
const withAccess = (...publicAccessCidrs: string[]): Stack => ({
  ...stack,
  cluster: { ...stack.cluster, publicAccessCidrs },
});
const withExceptions = (...rules: string[]): Stack => ({
  ...stack,
  exceptions: rules.map((rule) => ({ rule, reason: "Until the migration", owner: "platform", expires: "2027-01-31" })),
});
const withMonitoring = (monitoring: Partial<Stack["monitoring"]>): Stack => ({
  ...stack,
  monitoring: { ...stack.monitoring, ...monitoring },
});
const research = { name: "research", emails: [] };
const night = { name: "night", from: "20:00", to: "07:00", timeZone: "Europe/Berlin" };
const withStorage = (over: Partial<Storage>, pools: Pool[] = stack.pools): Stack => ({
  ...(pools === stack.pools ? { ...stack, workloads: [], serving: [] } : idle),
  pools,
  storage: { buckets: [{ name: "curated" }], ...over },
});
const lustre = (over: Partial<Lustre>): Stack =>
  withStorage({ lustre: [{ name: "scratch", pool: "train-h200", sizeGiB: 9600, ...over }] });
const nvme: Pool = { name: "nvme", instanceType: "i4i.4xlarge", nodes: 6, localDisks: "volumes" };
const hdfs = (over: Partial<Hdfs>, on: Partial<Pool> = {}): Stack => {
  const image = `registry.example.com/hadoop@sha256:${"a".repeat(64)}`;
  return withStorage({ hdfs: [{ name: "lake", pool: "nvme", image, dataNodes: 6, ...over }] }, [{ ...nvme, ...on }]);
};
const globalDatabase = (topicRegion: string, more: Partial<Storage> = {}): Stack => {
  const global: Aurora["global"] = {
    subnetGroup: "west",
    securityGroups: ["sg-0123456789abcdef0"],
    alarmTopic: `arn:aws:sns:${topicRegion}:111122223333:alarms`,
    passwordSecret: "administrator",
  };
  return withStorage({ ...more, databases: { aurora: [{ name: "metadata", global }] } });
};

const sync = (over: Partial<Sync>, ...others: Partial<Sync>[]): Stack => {
  const agent = { arn: "arn:aws:datasync:us-east-1:111122223333:agent/agent-0123456789abcdef0" };
  const from = { nfs: { server: "nas.example.com", path: "/export" } };
  const to = { bucket: "curated", prefix: "archive/" };
  const syncs = [over, ...others].map((one, index) => ({
    ...{ name: `sync-${index}`, agent, from, to, schedule: "rate(1 day)" },
    ...one,
  }));
  return withStorage({ sync: syncs });
};

describe("checkSemantics", () => {
  it("finds nothing in the reference region, and in HDFS on a pool that carries it", () => {
    expect(checkSemantics(stack)).toEqual([]);
    expect(checkSemantics(hdfs({}))).toEqual([]);
    expect(checkSemantics(sync({}, { to: { bucket: "curated", prefix: "other/" } }))).toEqual([]);
  });

  it("lets no cluster span a zone in which EKS places no control plane", () => {
    const zones: Stack["network"]["zones"] = ["use1-az2", "use1-az3", "use1-az6"];
    const findings = checkSemantics({ ...stack, network: { ...stack.network, zones } });
    const message = expect.stringContaining("takes no EKS control plane") as string;
    expect(findings[0]).toMatchObject({ path: ["network", "zones", 1], message });
  });

  it.each<[string, Stack, string, RegExp]>([
    ["a residency without a region", { ...stack, residency: ["us", "nl"] }, "residency.1", /has no AWS region/],
    [
      "a region outside its residency",
      { ...idle, recovery: undefined, residency: ["eu"] },
      "region",
      /is in us, outside the stack's residency, eu/,
    ],
    [
      "copies outside the residency",
      { ...stack, storage: { ...stack.storage, replicaRegion: "ca-central-1" } },
      "storage.replicaRegion",
      /is in ca, outside/,
    ],
    ["a range that is none", withCidr("999.1.1.1/99"), "network.cidr", /is not an IPv4 range/],
    ["host bits", withCidr("10.16.1.0/16"), "network.cidr", /does not start a range/],
    ["a range larger than a VPC", withCidr("10.16.0.0/14"), "network.cidr", /from \/16 to \/20/],
    ["a public range", withCidr("8.8.0.0/16"), "network.cidr", /is not a private range/],
    [
      "an access range that is none",
      withAccess("203.0.113.0/24", "203.0.113.0/33"),
      "cluster.publicAccessCidrs.1",
      /is not an IPv4 range/,
    ],
    [
      "a use that does not rise",
      { ...stack, usage: { ...stack.usage, bucketGB: { low: 5, likely: 3, high: 9 } } },
      "usage.bucketGB",
      /must rise/,
    ],
    [
      "a price of no type",
      { ...stack, prices: { spot: { "g6e.13xlarge": 4 } } },
      "prices.spot.g6e.13xlarge",
      /catalogue/,
    ],
    ["a price of nothing", { ...stack, prices: { items: { "nat-hour": 1 } } }, "prices.items.nat-hour", /not an item/],
    [
      "a run of no model",
      {
        ...stack,
        workloads: (stack.workloads ?? []).map((each) => ({ ...each, trains: { model: "lama-3-8b", tokens: "1T" } })),
      },
      "workloads.0.trains.model",
      /not a model/,
    ],
    [
      "a type that AWS has only named",
      withPool({ instanceType: "trn3.48xlarge" }),
      "pools.0.instanceType",
      /is not an instance type in the catalogue/,
    ],
    [
      "an image too old for its pool's type",
      {
        ...stack,
        workloads: (stack.workloads ?? []).map((each) => ({
          ...each,
          software: { nccl: "2.27.7", "aws-ofi-nccl": "1.12.1" },
        })),
      },
      "workloads.0.software.aws-ofi-nccl",
      /^is too old for p5en.48xlarge, which needs aws-ofi-nccl 1.13.0 or newer$/,
    ],
    ["two exceptions for one finding", withExceptions("EKS-01", "EKS-02", "EKS-01"), "exceptions.2", /repeats another/],
    [
      "a route to nobody",
      withMonitoring({ receivers: [research], routes: [{ to: "reserch" }] }),
      "monitoring.routes.0.to",
      /is not a receiver of this file/,
    ],
    [
      "a route that nothing reaches",
      withMonitoring({ receivers: [research], routes: [{ to: "research" }, { to: "research", concerns: ["gpu"] }] }),
      "monitoring.routes.0",
      /no route behind it is ever reached/,
    ],
    [
      "a time zone that is none",
      withMonitoring({ quietHours: [{ ...night, timeZone: "Europe/Berln" }] }),
      "monitoring.quietHours.0.timeZone",
      /is not a time zone/,
    ],
    [
      "hours that are none",
      withMonitoring({ quietHours: [{ ...night, to: "20:00" }] }),
      "monitoring.quietHours.0.to",
      /no time at all/,
    ],
    [
      "two receivers of one name",
      withMonitoring({ receivers: [research, research] }),
      "monitoring.receivers.1.name",
      /is used twice/,
    ],
    [
      "a link to no bucket",
      lustre({ links: [{ bucket: "curated-2", path: "/c" }] }),
      "storage.lustre.0.links.0.bucket",
      /is not a bucket/,
    ],
    [
      "local disks of a type without",
      withPool({ instanceType: "m7i.xlarge", localDisks: "volumes" }),
      "pools.0.localDisks",
      /no local disks/,
    ],
    [
      "local disks under Bottlerocket",
      withPool({ ...nvme, name: "one", imageFamily: "bottlerocket" }),
      "pools.0.localDisks",
      /one array/,
    ],
    ["HDFS on no pool", hdfs({ pool: "nvem" }), "storage.hdfs.0.pool", /is not a pool of this file/],
    [
      "HDFS on disks that the nodes use",
      hdfs({}, { localDisks: "raid0" }),
      "storage.hdfs.0.pool",
      /keeps its local disks/,
    ],
    ["HDFS beside accelerators", hdfs({}, { instanceType: "g6e.12xlarge" }), "storage.hdfs.0.pool", /has accelerators/],
    [
      "more data nodes than nodes",
      hdfs({ dataNodes: 7 }),
      "storage.hdfs.0.dataNodes",
      /more than pool nvme has nodes, 6/,
    ],
    ["HDFS where its pool is not", hdfs({ zones: ["use1-az3"] }), "storage.hdfs.0.zones.0", /has no nodes there/],
    [
      "Kerberos in the clear",
      hdfs({ kerberos: { realm: "A.B", secret: "k", kdcCidr: "10.0.0.1/32" } }),
      "storage.hdfs.0.kerberos",
      /needs tls/,
    ],
    [
      "HDFS in a team's namespace",
      {
        ...stack,
        workloads: [],
        serving: [],
        pools: [...stack.pools, nvme],
        storage: { ...hdfs({ name: "research" }).storage },
      },
      "storage.hdfs.0.name",
      /is a team's namespace/,
    ],
    [
      "a sync into no bucket",
      sync({ to: { bucket: "currated", prefix: "a/" } }),
      "storage.sync.0.to.bucket",
      /not a bucket/,
    ],
    [
      "a global database without another region",
      globalDatabase("us-west-2"),
      "storage.databases.aurora.0.global",
      /needs storage.replicaRegion/,
    ],
    [
      "a global database's alarm in a third region",
      globalDatabase("us-east-2", { replicaRegion: "us-west-2" }),
      "storage.databases.aurora.0.global.alarmTopic",
      /is in us-east-2, and the copy in us-west-2/,
    ],
    [
      "windows of one sync at the same time",
      sync({
        bandwidthWindows: {
          timeZone: "UTC",
          hours: [
            { from: "22:00", to: "06:00", bandwidthMBps: 100 },
            { weekdays: ["monday"], from: "05:00", to: "08:00", bandwidthMBps: 50 },
          ],
        },
      }),
      "storage.sync.0.bandwidthWindows.hours.1",
      /overlaps with the window 0/,
    ],
    [
      "two syncs into one prefix",
      sync({}, { to: { bucket: "curated", prefix: "archive/2026/" } }),
      "storage.sync.1.to.prefix",
      /what the sync sync-0 writes/,
    ],
    [
      "a sync that is late between runs",
      sync({ maxLagHours: 24 }),
      "storage.sync.0.maxLagHours",
      /the time between two runs, 24 hours/,
    ],
    ["a file system of no pool", lustre({ pool: "train" }), "storage.lustre.0.pool", /is not a pool of this file/],
    [
      "a size that FSx does not make",
      lustre({ sizeGiB: 2000, efa: false }),
      "storage.lustre.0.sizeGiB",
      /multiple of 2400/,
    ],
    [
      "a size that EFA does not take",
      lustre({ sizeGiB: 4800, efa: true }),
      "storage.lustre.0.sizeGiB",
      /multiple of 9600 GiB with EFA/,
    ],
    [
      "backups of a linked file system",
      lustre({ links: [{ bucket: "curated", path: "/c" }], backupDays: 7 }),
      "storage.lustre.0.backupDays",
      /backs up no file system that is linked/,
    ],
    [
      "a directory bucket where there is no S3 Express",
      withStorage({ hotBuckets: [{ name: "hot", pool: "one" }] }, [pool({ zone: "use1-az2" })]),
      "storage.hotBuckets.0.pool",
      /use1-az2, which has no S3 Express One Zone/,
    ],
    [
      "a copy to nowhere",
      withStorage({ buckets: [{ name: "models", replicate: true }] }),
      "storage.buckets.0.replicate",
      /needs storage.replicaRegion/,
    ],
    ["a copy to the same region", withStorage({ replicaRegion: "us-east-1" }), "storage.replicaRegion", /own region/],
    [
      "a fabric without a zone",
      withPool({ instanceType: "p5en.48xlarge" }),
      "pools.0",
      /16 EFA interfaces, and a fabric never crosses zones/,
    ],
    [
      "spot types of another architecture",
      withPool({ capacity: { spot: ["g5g.16xlarge"] } }),
      "pools.0.capacity.spot.0",
      /different images|not an instance type/,
    ],
    [
      "spot types without accelerators",
      withPool({ capacity: { spot: ["m7i.xlarge"] } }),
      "pools.0.capacity.spot.0",
      /different images/,
    ],
    [
      "an unknown spot type",
      withPool({ capacity: { spot: ["g6e.13xlarge"] } }),
      "pools.0.capacity.spot.0",
      /not an instance type/,
    ],
    [
      "a system type that a zone lacks",
      withSystem("p5en.48xlarge"),
      "cluster.systemPool.instanceType",
      /is not offered in/,
    ],
    [
      "a dynamic pool of two images",
      withDynamic({ instanceTypes: ["g6e.12xlarge", "inf2.8xlarge"] }),
      "dynamicPools.0.instanceTypes.1",
      /cannot share a pool with g6e\.12xlarge/,
    ],
    [
      "a dynamic pool without accelerators",
      withDynamic({ instanceTypes: ["m7i.xlarge"] }),
      "dynamicPools.0.instanceTypes.0",
      /has no accelerators/,
    ],
    [
      "a dynamic UltraServer",
      withDynamic({ instanceTypes: ["p6e-gb200.36xlarge"] }),
      "dynamicPools.0.instanceTypes.0",
      /which Karpenter cannot make/,
    ],
    [
      "a dynamic fabric without a zone",
      withDynamic({ instanceTypes: ["p5en.48xlarge"], efa: true }),
      "dynamicPools.0.efa",
      /needs a zone/,
    ],
    [
      "a dynamic pool without room for a node",
      withDynamic({ maxAccelerators: 3 }),
      "dynamicPools.0.maxAccelerators",
      /less than its smallest node has, 4/,
    ],
    ["a dynamic pool with a pool's name", withDynamic({ name: "serve-l40s" }), "dynamicPools.0.name", /is used twice/],
    [
      "a Local Zone that the region has not",
      { ...stack, network: { ...stack.network, localZone: "use1-mia1-az1" } },
      "network.localZone",
      /is not a Local Zone of us-east-1/,
    ],
    [
      "a Bottlerocket image for Trainium",
      withPool({ instanceType: "trn1.32xlarge", zone: "use1-az4", imageFamily: "bottlerocket" }),
      "pools.0.imageFamily",
      /EKS publishes no bottlerocket image for trn1\.32xlarge \(AWS Trainium, x86_64\)/,
    ],
    [
      "part of an UltraServer",
      {
        ...withPool({
          instanceType: "p6e-gb200.36xlarge",
          nodes: 10,
          zone: "use1-dfw2-az1",
          capacity: {
            block: "cr-0123456789abcdef0",
            startsAt: "2027-01-04T11:30:00Z",
            endsAt: "2027-01-11T11:30:00Z",
          },
        }),
        network: { ...stack.network, localZone: "use1-dfw2-az1" },
      },
      "pools.0.nodes",
      /an UltraServer of p6e-gb200\.36xlarge is one block of all its instances/,
    ],
    [
      "more nodes than the zone's subnet has addresses for",
      {
        ...withPool({ instanceType: "p5en.48xlarge", nodes: { min: 0, max: 8 }, zone: "use1-az6" }),
        network: { ...stack.network, cidr: "10.16.0.0/20" },
      },
      "pools.0.nodes",
      /take the private subnet of use1-az6 past its 251 addresses: 33 a node, 66 taken before/,
    ],
  ])("finds %s", (_, wrong, path, message) => {
    const findings = checkSemantics(wrong);
    expect(findings.map((finding) => finding.path.join("."))).toEqual([path]);
    expect(findings[0]?.message).toMatch(message);
  });

  it.each<[string, Partial<Pool>]>([
    ["the fabric has its zone", { instanceType: "p5en.48xlarge", zone: "use1-az6" }],
    ["spot types of one image", { capacity: { spot: ["g6e.24xlarge"] } }],
    ["the nodes fit their subnet", { instanceType: "p5en.48xlarge", nodes: 100, zone: "use1-az6" }],
    ["no fabric is wanted", { instanceType: "p5en.48xlarge", efa: false }],
  ])("finds nothing where %s", (_, over) => {
    expect(checkSemantics(withPool(over))).toEqual([]);
  });
});
