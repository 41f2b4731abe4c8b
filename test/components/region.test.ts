import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Region } from "../../components/region";
import type { Environment, Stack } from "../../spec/stack";
import { find, names, register } from "./harness";

function stack(environment: Environment = "production"): Stack {
  return {
    kind: "Region",
    account: "111122223333",
    region: "us-east-1",
    environment,
    tags: { team: "research" },
    network: {
      cidr: "10.16.0.0/16",
      zones: ["use1-az4", "use1-az5", "use1-az6"],
      natGateways: "per-zone",
      flowLogRetentionDays: 365,
    },
    cluster: {
      version: "1.35",
      publicAccessCidrs: [],
      access: [{ role: "arn:aws:iam::111122223333:role/platform", as: "cluster-admin" }],
      logRetentionDays: 365,
      systemPool: { instanceType: "m7i.xlarge", nodes: { min: 3, max: 6 } },
    },
    pools: [{ name: "train-h200", instanceType: "p5en.48xlarge", nodes: 4, zone: "use1-az5" }],
    storage: { buckets: [{ name: "raw" }, { name: "curated" }, { name: "checkpoints" }, { name: "models" }] },
    audit: { cloudTrail: true, guardDuty: true, accessAnalyzer: true, logRetentionDays: 365 },
    monitoring: { alertEmails: ["oncall@example.com"] },
    usage: {
      natGatewayGBPerMonth: 0,
      endpointGBPerMonth: 0,
      bucketGB: 0,
      logsGBPerMonth: 0,
      internetEgressGBPerMonth: 0,
    },
    budget: { monthlyUSD: 400000 },
  };
}

const region = (environment?: Environment) =>
  register((opts) => void new Region("us-east-1", stack(environment), opts));

describe("Region", () => {
  test("makes the whole region, each name once", async () => {
    const registered = await region();
    const keys = registered.map(({ type, name }) => `${type} ${name}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(registered.filter(({ type }) => !type.startsWith("aidc:")).length).toBeGreaterThan(150);
  });

  test("deploys to its account and region alone, everything tagged", async () => {
    expect(find(await region(), "pulumi:providers:aws", "us-east-1-aws").inputs).toMatchObject({
      region: "us-east-1",
      allowedAccountIds: JSON.stringify(["111122223333"]),
      defaultTags: JSON.stringify({
        tags: { team: "research", "aidc:stack": "us-east-1", "aidc:environment": "production" },
      }),
    });
  });

  test("protects keys and buckets outside development, and nothing in it", async () => {
    const state = ["aws:kms/key:Key", "aws:s3/bucket:Bucket"];
    for (const environment of ["production", "staging"] as const) {
      const registered = (await region(environment)).filter(({ type }) => state.includes(type));
      expect(registered.map(({ protect, retainOnDelete }) => protect && retainOnDelete)).not.toContain(false);
      expect(registered).toHaveLength(12);
    }
    expect((await region("development")).filter(({ protect, retainOnDelete }) => protect || retainOnDelete)).toEqual(
      [],
    );
  });

  test("stops where its pools cannot stand", async () => {
    const broken = { ...stack(), pools: [{ name: "train", instanceType: "p9.metal", nodes: 1 }] };
    await expect(register((opts) => void new Region("us-east-1", broken, opts))).rejects.toThrow(
      "pool train: the catalogue does not hold",
    );
  });

  test("hangs every component below itself", async () => {
    const registered = await region();
    const components = registered.filter(({ type, parent }) => type.startsWith("aidc:") && parent === "us-east-1");
    expect(components.map(({ type }) => type).sort()).toEqual([
      "aidc:compute:AcceleratorOperators",
      "aidc:compute:AcceleratorPool",
      "aidc:compute:Cluster",
      "aidc:compute:ClusterAddons",
      "aidc:compute:NodeRole",
      "aidc:compute:SystemPool",
      "aidc:network:Network",
      "aidc:observability:BaselineMonitoring",
      "aidc:security:AuditTrail",
      "aidc:security:Keys",
      "aidc:storage:ObjectStore",
      "aidc:storage:RegionStorage",
    ]);
    expect(names(registered, "aidc:region:Region")).toEqual(["us-east-1"]);
  });
});

/** The files of AWS' and Kubernetes' packages that the compiled program loads before it makes anything. */
function loadedAtStart(): string[] {
  const code = `require("./dist/index.js"); console.log(Object.keys(require.cache).join("\\n"))`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.split("\n").flatMap((file) => /\/@pulumi\/((?:aws|kubernetes)\/.*)$/.exec(file)?.[1] ?? []);
}

describe("starting the program", () => {
  const files = loadedAtStart();

  test("loads no provider's package as a whole", () => {
    expect(files).toContain("aws/ec2/index.js");
    expect(files.filter((file) => /^(aws|kubernetes)\/index\.js$|^kubernetes\/yaml\//.test(file))).toEqual([]);
  });

  test("loads no service of AWS that no component asks for", () => {
    const asked = sourcesOfComponents().flatMap((code) =>
      [...code.matchAll(/from "@pulumi\/aws\/(\w+)"/g)].map(([, service]) => service),
    );
    const loaded = files.flatMap((file) => /^aws\/(\w+)\/index\.js$/.exec(file)?.[1] ?? []);
    // `cloudwatch`, `s3` and `sns` load it themselves, for the functions that handle their events.
    const byOthers = ["config", "lambda"];
    expect(loaded.filter((service) => !asked.includes(service) && !byOthers.includes(service))).toEqual([]);
  });
});

function sourcesOfComponents(): string[] {
  const files = readdirSync("components", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.map((file) => readFileSync(join("components", file), "utf8"));
}
