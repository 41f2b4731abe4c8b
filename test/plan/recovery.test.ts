import { describe, expect, test } from "vitest";
import type { Plan, PlanResource } from "../../plan/plan";
import { failoverSeconds, recoveryOf } from "../../plan/recovery/objectives";
import { recoverySteps } from "../../plan/recovery/steps";
import { storesOf } from "../../plan/recovery/stores";

const resource = (type: string, name: string, over: Partial<PlanResource> = {}): PlanResource => ({
  urn: `urn:pulumi:prod::aidc::${type}::${name}`,
  type,
  name,
  custom: !type.startsWith("aidc:"),
  inputs: {},
  dependencies: [],
  propertyDependencies: {},
  protect: false,
  change: { kind: "create" },
  ...over,
});

const component = (mode: string, otherRegion?: string) =>
  resource("aidc:recovery:Recovery", "recovery", { inputs: { mode, ...(otherRegion && { otherRegion }) } });
const selection = resource("aws:backup/selection:Selection", "stores");
const copying = resource("aws:backup/plan:Plan", "plan", {
  inputs: { rules: [{ ruleName: "daily", copyActions: [{ destinationVaultArn: "arn" }] }] },
});
const database = resource("aws:rds/cluster:Cluster", "metadata", { inputs: { clusterIdentifier: "metadata" } });
const fileSystem = resource("aws:efs/fileSystem:FileSystem", "home");

const row = (resources: PlanResource[], failure: string, of: string) =>
  recoveryOf(resources)?.rows.find((each) => each.failure === failure && each.of === of);

describe("recoveryOf", () => {
  test("says nothing of a stack that has no recovery", () => {
    expect(recoveryOf([database])).toBeUndefined();
  });

  test("counts on a copy in the other region only where the plan makes one", () => {
    const backedUp = [component("backup", "us-west-2"), selection, database];
    expect(row(backedUp, "region", "database")).toMatchObject({ rpoSeconds: null, by: "no copy in another region" });
    expect(row([...backedUp, copying], "region", "database")).toMatchObject({ rpoSeconds: 86400, rtoSeconds: 6300 });
  });

  test("reckons with the stack file's own planning figures where it has them, and says which it took", () => {
    const measured = { controlPlaneMinutes: 20, nodesMinutes: 10, restoreMinutes: 90 };
    const own = resource("aidc:recovery:Recovery", "recovery", {
      inputs: { mode: "backup", otherRegion: "us-west-2", planning: measured },
    });
    expect(row([own], "region", "serving")?.rtoSeconds).toBe((20 + 10 + 90) * 60);
    expect(row([own, selection, fileSystem], "deletion", "EFS file system")?.rtoSeconds).toBe(90 * 60);
    expect(recoveryOf([own])?.planning).toEqual(measured);
    expect(recoveryOf([component("backup")])?.planning).toEqual({
      ...{ controlPlaneMinutes: 30, nodesMinutes: 15, restoreMinutes: 60 },
    });
  });

  test("loses a file system that no selection takes", () => {
    expect(row([component("backup"), fileSystem], "deletion", "EFS file system")).toMatchObject({ rpoSeconds: null });
    expect(row([component("backup"), selection, fileSystem], "deletion", "EFS file system")).toMatchObject({
      rpoSeconds: 86400,
    });
  });

  test("brings serving back the faster, the more stands there", () => {
    const serving = (mode: string) => row([component(mode, "us-west-2")], "region", "serving")?.rtoSeconds ?? 0;
    expect(serving("active-active")).toBe(failoverSeconds);
    expect(serving("pilot-light")).toBeGreaterThan(serving("active-active"));
    expect(serving("backup")).toBeGreaterThan(serving("pilot-light"));
    expect(row([component("backup")], "region", "serving")).toMatchObject({ rtoSeconds: null });
  });

  test("tells replicated buckets from those that are not", () => {
    const buckets = ["raw", "models"].map((name) => resource("aws:s3/bucket:Bucket", name));
    const replication = resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "raw-copies", {
      propertyDependencies: { bucket: [buckets[0]?.urn ?? ""] },
    });
    const rows = recoveryOf([component("backup", "us-west-2"), ...buckets, replication])?.rows ?? [];
    expect(rows.filter(({ failure, of }) => failure === "region" && of === "bucket").map((r) => r.rpoSeconds)).toEqual([
      900,
      null,
    ]);
    expect(rows).toContainEqual(expect.objectContaining({ failure: "deletion", of: "2 buckets", rpoSeconds: 0 }));
  });
});

describe("recoverySteps", () => {
  const plan = (mode: string, resources: PlanResource[]): Plan => {
    const all = [component(mode, "us-west-2"), ...resources];
    return { stack: "prod", region: "us-east-1", resources: all, recovery: recoveryOf(all) } as Plan;
  };
  const titles = (of: Plan) => recoverySteps(of).map(({ title }) => title);

  test("deploy first and restore then, where only copies stand there", () => {
    const vault = resource("aws:backup/vault:Vault", "copies", {
      inputs: { name: "prod-copies", region: "us-west-2" },
    });
    const steps = recoverySteps(plan("backup", [database, vault]));
    const order = ["Deploy the region in us-west-2", "Restore metadata from its copy"];
    expect(steps.map(({ title }) => title).filter((title) => order.includes(title))).toEqual(order);
    expect(steps.flatMap(({ commands }) => commands).join("\n")).toContain("--backup-vault-name prod-copies");
  });

  test("promote the secondary where one stands, and move traffic last but for the check", () => {
    const global = resource("aws:rds/cluster:Cluster", "metadata", {
      inputs: { clusterIdentifier: "metadata", globalClusterIdentifier: "metadata-global" },
    });
    const of = titles(plan("pilot-light", [global]));
    expect(of).toContain("Make metadata's secondary the primary");
    expect(of).not.toContain("Deploy the region in us-west-2");
    expect(of.indexOf("Make metadata's secondary the primary")).toBeLessThan(
      of.findIndex((title) => title.startsWith("Move traffic")),
    );
  });

  test("promote the copy of a database that is made global, and know one store of the two", () => {
    const primary = resource("aws:rds/cluster:Cluster", "metadata", { inputs: { clusterIdentifier: "metadata" } });
    const global = resource("aws:rds/globalCluster:GlobalCluster", "global", {
      inputs: { globalClusterIdentifier: "prod-metadata" },
      propertyDependencies: { sourceDbClusterIdentifier: [primary.urn] },
    });
    const secondary = resource("aws:rds/cluster:Cluster", "secondary", {
      inputs: { clusterIdentifier: "copy" },
      propertyDependencies: { globalClusterIdentifier: [global.urn] },
    });
    const steps = recoverySteps(plan("pilot-light", [primary, global, secondary]));
    const [promotion] = steps.filter(({ title }) => title.endsWith("secondary the primary"));
    expect(promotion?.title).toBe("Make metadata's secondary the primary");
    expect(promotion?.commands[0]).toContain("--global-cluster-identifier prod-metadata ");
    expect(storesOf([primary, global, secondary], 3600)).toMatchObject([{ region: { by: "Aurora Global Database" } }]);
  });

  test("are none without recovery", () => {
    expect(recoverySteps({ stack: "prod", region: "us-east-1", resources: [database] } as unknown as Plan)).toEqual([]);
  });
});
