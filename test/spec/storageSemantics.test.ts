import { describe, expect, it } from "vitest";
import type { Aurora } from "../../components/storage/aurora";
import { checkSemantics } from "../../spec/semantics";
import { loadStack } from "../../spec/load";
import type { Hdfs, Lustre, Pool, Stack, Storage, Sync } from "../../spec/stack";

// The reference region, without what stands on its storage.
const stack: Stack = { ...loadStack("stacks/us-east-1.yaml").stack, cleaning: [] };
const pool = (over: Partial<Pool>): Pool => ({ name: "one", instanceType: "g6e.12xlarge", nodes: 2, ...over });
const idle: Stack = { ...stack, scheduling: undefined, workloads: [], serving: [], storage: { buckets: [] } };
const withPool = (over: Partial<Pool>): Stack => ({ ...idle, pools: [pool(over)] });
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

describe("checkSemantics of storage", () => {
  it("finds nothing in HDFS on a pool that carries it, and in syncs that keep apart", () => {
    expect(checkSemantics(hdfs({}))).toEqual([]);
    expect(checkSemantics(sync({}, { to: { bucket: "curated", prefix: "other/" } }))).toEqual([]);
  });

  it.each<[string, Stack, string, RegExp]>([
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
  ])("finds %s", (_, wrong, path, message) => {
    const findings = checkSemantics(wrong);
    expect(findings.map((finding) => finding.path.join("."))).toEqual([path]);
    expect(findings[0]?.message).toMatch(message);
  });
});
