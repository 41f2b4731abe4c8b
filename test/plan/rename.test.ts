import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import type { PreviewResult, PreviousResource } from "../../engine/engine";
import { asPrevious } from "../../engine/previewDifference";
import { losesState, differenceOf } from "../../plan/check/difference";
import { planFacts, planOf } from "../../plan/planOf";
import { loadStack } from "../../spec/load";

const folder = mkdtempSync(join(tmpdir(), "aidc-rename-"));
afterAll(() => rmSync(folder, { recursive: true }));

const image = `111122223333.dkr.ecr.us-east-1.amazonaws.com/hadoop@sha256:${"1".repeat(64)}`;

/** What another region has for a database's copy. */
const global = {
  subnetGroup: "west",
  securityGroups: ["sg-0123456789abcdef0"],
  alarmTopic: "arn:aws:sns:us-west-2:111122223333:alarms",
  passwordSecret: "administrator",
};

/** A stack with one of each kind of store and a team, each called `name(kind)`; `formerly` says what they were called. */
function stores(name: (kind: string) => string, formerly?: (kind: string) => string) {
  const called = (kind: string) => ({ name: name(kind), ...(formerly && { formerly: [formerly(kind)] }) });
  return {
    extends: "base",
    region: "us-east-1",
    account: "111122223333",
    environment: "production",
    network: { zones: ["use1-az2", "use1-az4", "use1-az6"] },
    pools: [
      { name: "train", instanceType: "p5en.48xlarge", nodes: 1, zone: "use1-az6" },
      { name: "nvme", instanceType: "i4i.4xlarge", nodes: 3, localDisks: "volumes" },
    ],
    storage: {
      replicaRegion: "us-west-2",
      buckets: [{ ...called("bucket"), replicate: true, inventory: "weekly" }],
      hotBuckets: [{ ...called("hot"), pool: "train" }],
      lustre: [
        { ...called("lustre"), pool: "train", sizeGiB: 4800, links: [{ bucket: name("bucket"), path: "/data" }] },
      ],
      hdfs: [{ ...called("hdfs"), pool: "nvme", image, dataNodes: 3 }],
      databases: { aurora: [{ ...called("aurora"), global }], dynamodb: [{ ...called("dynamodb"), key: "id" }] },
    },
    scheduling: { teams: [{ ...called("team"), quota: { train: "100%" } }] },
    workloads: [{ name: "job", team: name("team"), image, pool: "train", nodes: 1, framework: "pytorch" }],
    budget: { monthlyUSD: 1_000_000 },
  };
}

async function preview(content: object, previous?: PreviousResource[]): Promise<PreviewResult> {
  const file = join(folder, "region.yaml");
  writeFileSync(join(folder, "base.yaml"), readFileSync("stacks/base.yaml"));
  writeFileSync(file, stringify(content));
  const request = { projectDirectory: process.cwd(), stack: "region", config: { "aidc:file": file } };
  const result = await new EmbeddedEngine().preview({ ...request, ...(previous && { previous }) });
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return result;
}

/** What would be lost, as `aidc check` sees it. */
function lost(result: PreviewResult): string[] {
  const facts = planFacts("region", "region.yaml", loadStack(join(folder, "region.yaml")).stack);
  return differenceOf(planOf(result, facts))
    .changes.filter(losesState)
    .map(({ kind, type, name }) => `${kind} ${type} ${name}`);
}

describe("a store or team renamed in the stack file", { timeout: 120_000 }, () => {
  let deployed: PreviousResource[];
  beforeAll(async () => {
    deployed = asPrevious((await preview(stores((kind) => `old-${kind}`))).resources);
  }, 120_000);

  it("keeps everything that it holds, where `formerly` says what it was called", async () => {
    const renamed = await preview(
      stores(
        (kind) => `new-${kind}`,
        (kind) => `old-${kind}`,
      ),
      deployed,
    );
    expect(lost(renamed)).toEqual([]);
    // All but alarms, which hold nothing, is what stood: nothing that AWS knows by the store is made and then deleted.
    const made = renamed.resources.filter(({ change }) => change.kind === "create" || change.kind === "replace");
    expect(made.map(({ type }) => type).filter((type) => type !== "aws:cloudwatch/metricAlarm:MetricAlarm")).toEqual(
      [],
    );
    // A preview cannot tell that AWS would replace what has another name: names stay.
    const changed = renamed.resources.filter(({ change }) => change.kind === "update");
    const keys = changed.flatMap(({ change }) => change.differingKeys ?? []);
    expect(keys.filter((key) => ["name", "globalClusterIdentifier"].includes(key))).toEqual([]);
  });

  it("is told as a loss before anything is touched, where it does not", async () => {
    const losses = lost(
      await preview(
        stores((kind) => `new-${kind}`),
        deployed,
      ),
    );
    for (const type of [
      "aws:s3/bucket:Bucket",
      "aws:s3/directoryBucket:DirectoryBucket",
      "aws:fsx/lustreFileSystem:LustreFileSystem",
      "aws:rds/cluster:Cluster",
      "aws:dynamodb/table:Table",
      "kubernetes:core/v1:Namespace region-scheduling-old-team",
    ]) {
      expect(losses.filter((loss) => loss.startsWith(`delete ${type}`))).not.toEqual([]);
    }
  });
});
