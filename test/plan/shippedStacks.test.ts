import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { causeOf } from "../../check/cause";
import type { PreviewResult } from "../../engine/engine";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import type { Bill } from "../../plan/bill";
import { isDecided } from "../../plan/cost/billOf";
import { planFacts, planOf } from "../../plan/planOf";
import type { Plan } from "../../plan/plan";
import { ResourceGraph, type ResourceNode } from "../../plan/graph";
import { shippedVerdict } from "../../policies/verdict";
import { loadStack, loadStackFile } from "../../spec/load";
import { statementsOf, unknownToIam } from "./iam";

function preview(file: string): Promise<PreviewResult> {
  const stack = basename(file, ".yaml");
  return new EmbeddedEngine().preview({ projectDirectory: process.cwd(), stack, config: { "aidc:file": file } });
}

async function plan(file: string): Promise<Plan> {
  const stack = basename(file, ".yaml");
  const preview = await (previews.get(file) as Promise<PreviewResult>);
  const facts = planFacts(stack, file, loadStackFile(file).stack);
  return planOf(preview, facts, shippedVerdict(preview.resources, process.cwd()));
}

const filesIn = (directory: string, ending: string, options = {}) =>
  readdirSync(directory, { encoding: "utf8", ...options })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(directory, name));
const stackFiles = [...filesIn("stacks", ".yaml"), ...filesIn("stacks/examples", ".yaml")];
const files = stackFiles.filter((file) => basename(file) !== "base.yaml");
const previews = new Map(files.map((file) => [file, preview(file)]));
const plans = new Map(files.map((file) => [file, plan(file)]));

describe("every shipped stack", () => {
  it.each(files)("%s: each resource is priced, free or left unpriced because somebody decided so", async (file) => {
    const { resources, diagnostics, bill } = (await plans.get(file)) as Plan;
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(kinds(resources.filter(({ custom }) => custom)).filter((type) => !isDecided(type))).toEqual([]);
    const told = new Set([...bill.lines, ...bill.notPriced].map(({ urn }) => urn));
    expect(told.size + bill.free).toBe(
      resources.filter(({ custom, change }) => custom && change.kind !== "read").length,
    );
    expect(bill.notPriced.map(({ reason }) => reason).filter((reason) => reason === "")).toEqual([]);
  });

  it.each(files)("%s: every pack passes it, with nothing excepted and nothing left open", async (file) => {
    expect(((await plans.get(file)) as Plan).policy).toMatchObject({ verdict: "pass", findings: [] });
  });

  it.each(files)("%s: AWS knows every action and condition key of its policies", async (file) => {
    const statements = statementsOf((await (previews.get(file) as Promise<PreviewResult>)).resources);
    expect(statements.length).toBeGreaterThan(30);
    const unknown = await Promise.all(
      statements.map(async ([where, statement]) => (await unknownToIam(statement)).map((what) => `${where}: ${what}`)),
    );
    expect(unknown.flat()).toEqual([]);
  });

  it("holds for every AWS kind that a component can make, in a shipped stack or not", () => {
    const made = filesIn("components", ".ts", { recursive: true }).flatMap((file) =>
      awsKinds(readFileSync(file, "utf8")),
    );
    expect(made).toContain("aws:eks/nodeGroup:NodeGroup");
    expect(made.length).toBeGreaterThan(50);
    expect(made.filter((type) => !isDecided(type))).toEqual([]);
  });
});

describe("in the reference region", () => {
  it("each resource has its cause in the stack file, and each named item of the file makes something", async () => {
    const file = "stacks/us-east-1.yaml";
    const { resources } = (await plans.get(file)) as Plan;
    const { stack } = loadStack(file);
    const causes = new ResourceGraph(resources as ResourceNode[]).resources.map((resource) => ({
      name: resource.name,
      cause: causeOf(resource, undefined, stack).join("."),
    }));
    // Keys belong to no one key of the file, and the region's own component to all.
    const without = causes.filter(({ cause }) => cause === "").map(({ name }) => name);
    expect(without.filter((name) => !name.startsWith("us-east-1-keys"))).toEqual([
      "us-east-1-aws",
      "us-east-1",
      "aidc-us-east-1",
    ]);
    const { storage, pools, dynamicPools, workloads, serving, scheduling } = stack;
    const lists: Record<string, readonly unknown[] | undefined> = {
      ...{ pools, dynamicPools, workloads, serving, "scheduling.teams": scheduling?.teams },
      ...{
        "storage.buckets": storage.buckets,
        "storage.hotBuckets": storage.hotBuckets,
        "storage.lustre": storage.lustre,
      },
      "storage.databases.aurora": storage.databases?.aurora,
      "storage.databases.dynamodb": storage.databases?.dynamodb,
    };
    const items = Object.entries(lists).flatMap(([key, list = []]) => list.map((_item, index) => `${key}.${index}`));
    const made = new Set(causes.map(({ cause }) => cause));
    expect(items.length).toBeGreaterThan(15);
    expect(items.filter((item) => !made.has(item))).toEqual([]);
  });
});

const kinds = (resources: { type: string }[]) => [...new Set(resources.map(({ type }) => type))];

/** Type tokens of what a source file makes: `new ec2.Vpc(` of `@pulumi/aws/ec2` is `aws:ec2/vpc:Vpc`. */
function awsKinds(source: string): string[] {
  const imported = source.matchAll(/import \* as (\w+) from "@pulumi\/aws\/(\w+)"/g);
  return [...imported].flatMap(([, local = "", module = ""]) =>
    [...source.matchAll(new RegExp(`new ${local}\\.(\\w+)\\(`, "g"))].map(
      ([, kind = ""]) => `aws:${module}/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`,
    ),
  );
}

/** The reference region as a person adds it up from stacks/us-east-1.yaml and base.yaml: item, quantity, unit price, the price's source. */
const hours = 730;
const byHand: [item: string, quantity: number, usd: number, source: string][] = [
  // AWS Pricing API as Karpenter 1.13.1 tabulates it: training, serving at its least, the system pool at its least.
  ["p5en.48xlarge instance hours", 4 * hours, 63.296, "karpenter"],
  ["g6e.12xlarge instance hours", 2 * hours, 10.49264, "karpenter"],
  ["m7i.xlarge instance hours", 3 * hours, 0.2016, "karpenter"],
  ["g6e.24xlarge instance hours, as pods ask for them", 0, 15.06559, "karpenter"],
  ["EKS cluster hours", hours, 0.1, "rulestamp"],
  // Six accelerator nodes with 200 GB each, three system nodes with 100 GB.
  ["gp3 root volumes", 6 * 200 + 3 * 100, 0.08, "cloudprice"],
  // raw, curated, checkpoints, models, the two that keep logs, the inventory; the models' copy elsewhere and its own log: 10,000 GB
  // each by `usage`.
  ["S3 Standard storage", 9 * 10_000, 0.023, "offers-2026-09"],
  // datasets and checkpoints.
  ["FSx for Lustre at 125 MB/s/TiB", 4800 + 38_400, 0.145, "c3x-fsx"],
  // A writer and a reader of half a unit each.
  ["Aurora Serverless v2 capacity", 2 * 0.5 * hours, 0.12, "factualminds-aurora"],
  // What the database keeps and moves, what the table answers, what the hot bucket keeps: by `usage`.
  ["Aurora storage", 100, 0.1, "infracost"],
  ["Aurora I/O", 10, 0.2, "infracost"],
  ["DynamoDB reads", 10, 0.125, "airbyte"],
  ["DynamoDB writes", 10, 0.625, "airbyte"],
  ["DynamoDB storage", 10, 0.25, "infracost"],
  ["S3 Express One Zone storage", 1000, 0.11, "s3-faq"],
  ["S3 Express One Zone PUT, COPY and LIST requests", 1000, 0.00113, "s3-faq"],
  ["S3 Express One Zone GET requests", 10_000, 0.00003, "s3-faq"],
  ["S3 Express One Zone data written", 1000, 0.0032, "s3-faq"],
  ["S3 Express One Zone data read", 10_000, 0.0006, "s3-faq"],
  // Each bucket's requests.
  ["S3 PUT, COPY, POST and LIST requests", 9 * 1000, 0.005, "offers-2026-09"],
  ["S3 GET and other requests", 9 * 10_000, 0.0004, "offers-2026-09"],
  // Ten request metrics of raw, curated, checkpoints and models; one inventory; the models' copy elsewhere.
  ["S3 request metrics", 4 * 10, 0.3, "cloudwatch-page"],
  ["S3 Inventory objects listed", 1, 0.0025, "infracost"],
  ["S3 replication time control", 100, 0.015, "s3-quoted"],
  // The vault, and of its copy elsewhere what a source prices there; three kinds restored each week, 13 times a month.
  ["backups of files, volumes and objects", 1000, 0.05, "backup-cloudburn"],
  ["backups of Aurora", 100, 0.021, "infracost"],
  ["backups of Aurora", 100, 0.021, "us-west-2: price-list-queried"],
  ["backups of DynamoDB", 10, 0.1, "infracost"],
  ["restore tests", 13, 1.5, "backup-quoted"],
  // The cleaning of every night.
  ["EMR on EKS: vCPU hours of jobs", 1000, 0.01012, "emr-best-practices"],
  ["EMR on EKS: GB hours of jobs", 4000, 0.00111125, "emr-best-practices"],
  // A gateway and its address in each of three zones, 1,000 GB through them all.
  ["NAT gateway hours", 3 * hours, 0.045, "offers-2026-09"],
  ["NAT gateway data", 1000, 0.045, "rulestamp"],
  ["public IPv4 address hours", 3 * hours, 0.005, "rulestamp"],
  ["interface endpoint hours", 15 * 3 * hours, 0.01, "rulestamp"],
  ["interface endpoint data", 1000, 0.01, "rulestamp"],
  ["data to the internet", 500, 0.09, "devnotes"],
  // 1,000 GB from zone to zone, billed where it leaves and where it arrives.
  ["data between zones, in and out", 2 * 1000, 0.01, "rulestamp"],
  ["data to other regions", 100, 0.02, "infracost"],
  // A domain each: logs, cluster, ebs, messaging, audit, storage; one for backups, and elsewhere one for their copies, one for buckets'.
  // Requests fall evenly on all nine; no source prices those of elsewhere.
  ["KMS key", 7, 1, "rulestamp"],
  ["KMS key", 2, 1, "us-west-2: kms-page"],
  ["KMS requests", (10 * 7) / 9, 3, "rulestamp"],
  ["logs taken in", 200, 0.5, "rulestamp"],
  ["logs kept", 1000, 0.03, "offer-extract"],
  // A billion samples a month, through the agentless collector; what three filters count.
  ["Prometheus samples taken in", 1000, 0.09, "offer-extract"],
  ["Prometheus samples queried", 10, 0.1, "offer-extract"],
  ["Prometheus storage", 10, 0.03, "prometheus-quoted"],
  ["Prometheus collector hours", hours, 0.04, "prometheus-quoted"],
  ["Prometheus samples collected", 1000, 0.003, "prometheus-quoted"],
  ["custom metric", 3, 0.3, "cloudwatch-page"],
  ["metric alarm", 49, 0.1, "c3x"],
  ["queue requests", 1, 0.4, "infracost"],
  ["notifications", 0.1, 0.5, "infracost"],
  ["GuardDuty: management events", 10, 4, "factualminds-guardduty"],
  ["GuardDuty: flow and DNS logs", 100, 1, "factualminds-guardduty"],
  ["GuardDuty: Kubernetes audit events", 10, 1.6, "guardduty-page"],
  ["GuardDuty: S3 data events", 100, 0.8, "guardduty-page"],
  ["GuardDuty: volumes scanned for malware", 0, 0.03, "guardduty-page"],
  // Four nodes of 192 vCPUs, two of 48, three of 4.
  ["GuardDuty: monitored vCPUs", 4 * 192 + 2 * 48 + 3 * 4, 1.5, "guardduty-page"],
  ["fault injection", 60, 0.1, "fis"],
  ["dashboard", 1, 3, "factualminds"],
];

const sourcesOf = (region: string) =>
  (JSON.parse(readFileSync(`catalog/facts/prices/${region}.json`, "utf8")) as PriceSources).sources;

describe("the reference region's bill", () => {
  const bill = async (): Promise<Bill> => ((await plans.get("stacks/us-east-1.yaml")) as Plan).bill;

  it("is what a person adds up, item by item and in all", async () => {
    const { lines, monthlyUSD } = await bill();
    const items = [...new Set(lines.map(({ item, source }) => `${item}\0${source}`))].map((key) => {
      const of = lines.filter(({ item, source }) => key === `${item}\0${source}`);
      const quantity = Number(of.reduce((sum, line) => sum + line.quantity, 0).toFixed(6));
      return [of[0]?.item, quantity, [...new Set(of.map(({ unitPriceUSD }) => unitPriceUSD))], of[0]?.source];
    });
    const expected = byHand.map(([item, quantity, usd, key]) => {
      const [, region = "us-east-1", source = ""] = /^(?:(.+): )?(.+)$/.exec(key) ?? [];
      const { from, read } = sourcesOf(region)[source] ?? {};
      return [item, Number(quantity.toFixed(6)), [usd], `${String(from)}, read ${String(read)}`];
    });
    expect(items.sort()).toEqual(expected.sort());
    expect(monthlyUSD).toBeCloseTo(
      byHand.reduce((sum, [, quantity, usd]) => sum + quantity * usd, 0),
      6,
    );
  });

  it("ranges from use at its low to every pool at its most nodes and use at its high", async () => {
    const { lines, minimumMonthlyUSD, monthlyUSD, maximumMonthlyUSD } = await bill();
    const serving = 6 * (hours * 10.49264 + 200 * 0.08);
    const system = 3 * (hours * 0.2016 + 100 * 0.08);
    const burst = (16 / 4) * hours * 15.06559;
    const database = 2 * (8 - 0.5) * hours * 0.12;
    const monitored = (6 * 48 + 3 * 4) * 1.5;
    const filtered = 3 * 0.3;
    const use = (amount: (line: Bill["lines"][number]) => number) =>
      lines.filter(({ usageBased }) => usageBased).reduce((sum, line) => sum + amount(line), 0);
    const likely = use(({ monthlyUSD }) => monthlyUSD);
    const low = use(({ monthlyUSD, minimumMonthlyUSD = monthlyUSD }) => minimumMonthlyUSD);
    const high = use(({ monthlyUSD, maximumMonthlyUSD = monthlyUSD }) => maximumMonthlyUSD);
    expect(maximumMonthlyUSD - monthlyUSD).toBeCloseTo(
      serving + system + burst + database + monitored + high - likely,
      6,
    );
    expect(monthlyUSD - minimumMonthlyUSD).toBeCloseTo(likely - low + filtered, 6);
  });
});

interface PriceSources {
  sources: Record<string, { from: string; read: string }>;
}
