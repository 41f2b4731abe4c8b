import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { areasOf } from "../../catalog/areas";
import { findInstanceType } from "../../catalog/instanceTypes";
import { regionNames, zonesOffering } from "../../catalog/regions";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import { claimsOf, type Claims, sharedAmong } from "../../fleet/claims";
import { planFacts, planOf } from "../../plan/planOf";
import { shippedVerdict } from "../../policies/verdict";
import { draftRegion, type RegionDraft, type RegionRequest } from "../../regions/draft";
import { RegionRefusal } from "../../regions/refusal";
import { loadStack } from "../../spec/load";

const folder = mkdtempSync(join(tmpdir(), "aidc-regions-"));
afterAll(() => rmSync(folder, { recursive: true }));
cpSync("stacks/base.yaml", join(folder, "base.yaml"));

const today = "2026-11-25";

function draft(request: Omit<RegionRequest, "name"> & { name?: string }, file = "stacks/us-east-1.yaml", day = today) {
  const name = basename(file, ".yaml");
  const source = { ...loadStack(file), name, text: readFileSync(file, "utf8") };
  const target = join(folder, `${request.region}.yaml`);
  const taken = [{ cidr: source.stack.network.cidr, by: name }];
  const around = { file: target, schema: resolve("spec/stack.schema.json"), taken, today: day };
  return draftRegion({ name: request.region, ...request }, source, around);
}

/** A stack file beside base.yaml that says the lines besides what every file must. */
function sourceFile(...lines: string[]): string {
  const file = join(folder, "source.yaml");
  const head = ["extends: base", "region: us-east-1", "environment: production", "budget: { monthlyUSD: 1 }"];
  writeFileSync(file, [...head, ...lines, ""].join("\n"));
  return file;
}

const pools = "pools: [{ name: serve, instanceType: g6.xlarge, nodes: 2 }]";

function outcome(region: string): RegionDraft | string {
  try {
    return draft({ region });
  } catch (error) {
    if (error instanceof RegionRefusal) return error.message;
    throw error;
  }
}

describe("from us-east-1", () => {
  const others = regionNames().filter((region) => region !== "us-east-1");
  const outcomes = new Map(others.map((region) => [region, outcome(region)]));

  it.each(others)("%s becomes a stack that is valid as it stands, or says why not and what would do", (region) => {
    const made = outcomes.get(region) as RegionDraft | string;
    if (typeof made === "string") {
      const lines = made.split("\n");
      expect(lines.filter((line) => line.startsWith("pool "))).not.toEqual([]);
      for (const line of lines) {
        // Each pool at fault has a type that can be had there or an explanation; each type, the regions that offer it.
        expect(line).toMatch(
          /^pool [a-z0-9-]+: .*(--type [a-z0-9-]+=|It has no type)|^[a-z0-9.]+ is offered in [a-z0-9-]+/,
        );
      }
      return;
    }
    const { stack, text } = made;
    writeFileSync(made.file, text);
    expect(loadStack(made.file).stack).toEqual(stack);
    expect(stack.network.cidr).toBe("10.17.0.0/16");
    for (const { instanceType, zone } of stack.pools) {
      const where = zone === undefined ? (stack.network.zones ?? []) : [zone];
      expect(where.some((each) => zonesOffering(instanceType, region).includes(each))).toBe(true);
    }
    for (const other of [region, stack.recovery?.otherRegion, stack.storage.replicaRegion])
      expect(other === undefined || areasOf(other).some((area) => stack.residency?.includes(area))).toBe(true);
    expect(text).not.toContain("us-east-1.amazonaws.com");
    expect(text).toContain(`# yaml-language-server: $schema=`);
  });

  it("takes over wherever every pool has a near type", () => {
    const made = others.filter((region) => typeof outcomes.get(region) === "object");
    expect(made).toEqual(
      expect.arrayContaining(["eu-central-1", "eu-north-1", "us-west-2", "ap-northeast-1", "sa-east-1"]),
    );
    expect(made.length).toBeGreaterThan(15);
  });

  describe("eu-central-1's plan", async () => {
    const region = "eu-central-1";
    const name = "frankfurt";
    const { file, text, stack } = draft({ region, name });
    writeFileSync(file, text);
    const preview = await new EmbeddedEngine().preview({
      projectDirectory: process.cwd(),
      stack: name,
      config: { "aidc:file": file },
    });

    it("passes with no edit", () => {
      const verdict = shippedVerdict(preview.resources, process.cwd());
      const { policy, diagnostics, resources } = planOf(preview, planFacts(name, file, stack), verdict);
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(policy).toMatchObject({ verdict: "pass", findings: [] });
      expect(resources.length).toBeGreaterThan(300);
    });

    it("names no other region but those that its copies go to", () => {
      const strangers = new Set(regionNames());
      for (const own of [region, stack.recovery?.otherRegion, stack.storage.replicaRegion]) strangers.delete(own ?? "");
      const told = JSON.stringify(preview.resources.map(({ inputs }) => inputs));
      expect([...strangers].filter((other) => told.includes(other))).toEqual([]);
    });

    it("shares nothing with two hundred others like it, of several accounts", () => {
      const claims = claimsOf({ stack: name, region, resources: preview.resources }, stack);
      expect(claims.names.length).toBeGreaterThan(15);
      const others = regionNames();
      const like = (_: unknown, index: number): Claims => {
        const there = others[index % others.length] as string;
        const own = (text: string) => text.replaceAll(region, there).replaceAll(name, `r${index}`);
        const account = String(111122220000 + Math.floor(index / others.length));
        return { ...claims, stack: `r${index}`, account, names: claims.names.map(own) };
      };
      const fleet = Array.from({ length: 200 }, like);
      expect(sharedAmong(fleet)).toEqual([]);
      // Of one account, a second stack in a region finds what there is but one of.
      const oneAccount = sharedAmong(fleet.map((each) => ({ ...each, account: "111122220000" })));
      expect(new Set(oneAccount.map(({ what }) => what.replace(/ in .*/, "")))).toEqual(
        new Set(["GuardDuty's detector", "access analyzer of type ACCOUNT"]),
      );
    });
  });
});

describe("a new region", () => {
  it("takes the nearest type, its zone, an own registry and a standby of the same union, and says why", () => {
    const { stack, changes, text } = draft({ region: "eu-central-1" });
    expect(stack.pools[0]).toMatchObject({ name: "train-h200", instanceType: "p4de.24xlarge", zone: "euc1-az1" });
    expect(stack.workloads?.[0]?.image).toMatch(/^111122223333\.dkr\.ecr\.eu-central-1\.amazonaws\.com\/pretrain@/);
    expect(areasOf(stack.recovery?.otherRegion ?? "")).toContain("eu");
    const why = changes.find(({ to }) => to === "p4de.24xlarge")?.because;
    expect(why).toMatch(
      /^eu-central-1 offers no p5en\.48xlarge; nearest: 8 × NVIDIA A100 80GB for 8 × NVIDIA H200, 80 for 141 GiB/,
    );
    expect(text).toContain(
      `  # ${why}.\n  - { name: train-h200, instanceType: p4de.24xlarge, nodes: 4, zone: euc1-az1 }\n`,
    );
  });

  it("keeps every comment and everything that has no reason to change", () => {
    const file = "stacks/examples/mnist.yaml";
    const { text, stack } = draft({ region: "us-west-2" }, file);
    const comments = readFileSync(file, "utf8")
      .match(/#.*$/gm)
      ?.filter((line) => !line.includes("$schema"));
    expect(comments?.length).toBeGreaterThan(3);
    for (const comment of comments ?? []) expect(text).toContain(comment);
    expect(text).toContain("extends: base\n".replace("base", stackBase(text)));
    const { region, network, pools, workloads, serving, ...rest } = loadStack(file).stack;
    expect(stack).toMatchObject(rest);
    expect(stack.workloads).toEqual(
      workloads?.map((each) => ({ ...each, image: each.image.replace(region, "us-west-2") })),
    );
    expect([pools.length, serving?.length, network.natGateways]).toEqual([2, 1, stack.network.natGateways]);
  });

  it("drops what belongs to the old region: reservations, blocks, a Local Zone, hot buckets without their service", () => {
    const file = sourceFile(
      "pools:",
      "  - { name: train, instanceType: p5.48xlarge, nodes: 2, zone: use1-az6, capacity: { reservation: cr-0123456789abcdef0 } }",
      "  - { name: spot, instanceType: g6.xlarge, nodes: 1, capacity: { spot: [g5.xlarge, gr6.4xlarge] } }",
      "storage: { hotBuckets: [{ name: hot, pool: train }] }",
      "network: { localZone: use1-dfw2-az1, zones: [use1-az4, use1-az6] }",
    );
    const { stack, text } = draft({ region: "ca-central-1" }, file);
    expect(stack.pools[0]?.capacity).toBeUndefined();
    expect(text).toContain(
      "# cr-0123456789abcdef0 is capacity of us-east-1: name what you reserve in ca-central-1 here",
    );
    expect(stack.network).not.toHaveProperty("localZone");
    expect(stack.network.zones).toHaveLength(2);
    expect(stack.storage.hotBuckets).toEqual([]);
  });

  it("takes HDFS' image from its own registry, and leaves agents and databases' copies where they are", () => {
    const lake = draft({ region: "us-west-2" }, "stacks/examples/hdfs.yaml").stack;
    expect(lake.storage.hdfs?.[0]?.image).toMatch(/^111122223333\.dkr\.ecr\.us-west-2\.amazonaws\.com\/hadoop@/);
    expect(lake.storage.sync).toEqual([]);

    const there =
      "{ subnetGroup: west, securityGroups: [sg-0123456789abcdef0], alarmTopic: 'arn:aws:sns:us-west-2:111122223333:a', passwordSecret: p }";
    const storage = `storage: { replicaRegion: us-west-2, databases: { aurora: [{ name: metadata, global: ${there} }] } }`;
    const { stack, changes } = draft({ region: "us-west-2" }, sourceFile(pools, storage));
    expect(stack.storage.replicaRegion).not.toBe("us-west-2");
    expect(stack.storage.databases?.aurora).toEqual([{ name: "metadata" }]);
    expect(changes.find(({ from }) => from === "west")?.because).toMatch(
      /^its network, groups and topic are us-west-2's/,
    );
  });

  it("leaves sites behind, with their pools and what runs there", () => {
    const file = sourceFile(
      "pools:",
      "  - { name: serve, instanceType: g6.xlarge, nodes: 2 }",
      "  - { name: boston, instanceType: g4dn.2xlarge, nodes: 1, zone: use1-bos1-az1 }",
      "network: { zones: [use1-az2, use1-az4, use1-az6] }",
      "scheduling: { teams: [{ name: all, quota: { serve: 50%, boston: 50% } }, { name: there, quota: { boston: 50% } }] }",
      "edge: [{ name: boston, site: use1-bos1-az1, cidr: 10.16.240.0/24, pool: boston }]",
    );
    const { stack, text } = draft({ region: "us-west-2" }, file);
    expect(stack.edge ?? []).toEqual([]);
    expect(stack.pools.map(({ name }) => name)).toEqual(["serve"]);
    expect(stack.scheduling?.teams?.map(({ quota }) => quota)).toEqual([{ serve: "50%" }]);
    expect(text).not.toContain("boston");
  });

  it("leaves a Kubernetes version that EKS no longer supports", () => {
    const file = sourceFile(pools, 'cluster: { version: "1.34" } # tested');
    expect(draft({ region: "us-west-2" }, file, "2026-12-01").stack.cluster.version).toBe("1.34");
    const { stack, text } = draft({ region: "us-west-2" }, file, "2026-12-03");
    expect(stack.cluster.version).toBe("1.35");
    expect(text).toContain('cluster: { version: "1.35" } # tested');
  });

  it("renames the resources of accepted findings", () => {
    const exception =
      "{ rule: EKS-01, resource: 'aws:eks/cluster:Cluster::source-cluster-*', reason: for a while, owner: me, expires: 2027-01-31 }";
    const { stack } = draft({ region: "us-west-2", name: "west" }, sourceFile(pools, `exceptions: [${exception}]`));
    expect(stack.exceptions?.[0]?.resource).toBe("aws:eks/cluster:Cluster::west-cluster-*");
  });

  it("keeps data in the country: where it has no other region, nothing is copied", () => {
    const { stack, text } = draft({ region: "ap-northeast-2" });
    expect(stack.residency).toEqual(["kr"]);
    expect(stack.recovery).not.toHaveProperty("otherRegion");
    expect(stack.storage).not.toHaveProperty("replicaRegion");
    expect(stack.storage.buckets.filter(({ replicate }) => replicate)).toEqual([]);
    expect(text).toContain("# ap-northeast-2 is in kr: what its users were promised decides.\nresidency: [kr]\n");
  });

  it("warns where copies leave the country that no residency holds them in", () => {
    const recovery = "recovery: { otherRegion: us-west-2 }";
    const { changes } = draft({ region: "ap-northeast-2" }, sourceFile(pools, recovery));
    expect(changes.find(({ path }) => path[0] === "recovery")).toMatchObject({
      to: "ap-northeast-1",
      because: expect.stringContaining("copies leave it") as string,
    });
  });

  it("takes the types that the user chose, and the environment", () => {
    const request = {
      region: "ap-northeast-3",
      types: { "train-h200": "g6e.48xlarge" },
      environment: "staging" as const,
    };
    const { stack } = draft(request);
    expect(stack).toMatchObject({ environment: "staging", pools: [{ instanceType: "g6e.48xlarge" }, {}] });
    expect(findInstanceType("g6e.48xlarge")?.accelerator?.count).toBe(8);
  });

  it.each([
    [{ region: "eu-cental-1" }, "Did you mean eu-central-1?"],
    [{ region: "us-west-2", types: { tarin: "g6.xlarge" } }, "there is no pool tarin"],
    [{ region: "us-west-2", types: { "train-h200": "p5en.48xlarg" } }, "Did you mean p5en.48xlarge?"],
    [{ region: "us-west-2", name: "../evil" }, "is no stack's name"],
    [{ region: "eu-west-1", types: { "train-h200": "p5.48xlarge" } }, "eu-west-1 does not offer p5.48xlarge"],
    // A service asks for two accelerators of a node.
    [{ region: "us-west-2", types: { "serve-l40s": "g6.xlarge" } }, "is more than a g6.xlarge has, 1"],
  ])("refuses %j", (request, message) => {
    expect(() => draft(request)).toThrow(new RegExp(message.replace(/[?.]/g, "\\$&")));
  });

  it("refuses where an overlay of the source would undo the change", () => {
    const file = sourceFile(pools, "environments: { production: { network: { cidr: 10.99.0.0/16 } } }");
    expect(() => draft({ region: "us-west-2" }, file)).toThrow("sets network.cidr: take it out first");
  });
});

const stackBase = (text: string) => /^extends: (.*)$/m.exec(text)?.[1] ?? "";
