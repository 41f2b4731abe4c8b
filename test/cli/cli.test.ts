import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "../../plan/plan";
import { aidc } from "./aidc";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "aidc-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stackFile(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  cpSync(resolve("stacks/base.yaml"), join(folder, "base.yaml"));
  return file;
}

describe("aidc plan", () => {
  it("plans the reference region, the same bytes twice", async () => {
    const [first, second] = [await aidc("plan", "us-east-1", "--json"), await aidc("plan", "us-east-1", "--json")];
    expect(first.stderr).toBe("");
    expect(first.status).toBe(0);
    expect(second.stdout).toBe(first.stdout);
    const plan = JSON.parse(first.stdout) as Plan;
    expect(plan.summary.resources).toBeGreaterThanOrEqual(150);
    expect(plan.policy.verdict).toBe("pass");
    expect(plan.policy.packs.map(({ name }) => name)).toContain("aidc-security");
    expect(plan.bill.monthlyUSD).toBeGreaterThan(0);
    const silent = plan.resources.filter(({ custom }) => custom).length - plan.bill.free;
    const spoken = new Set([...plan.bill.lines, ...plan.bill.notPriced].map(({ urn }) => urn)).size;
    expect(spoken).toBe(silent);
  });

  it("plans and passes the shortest legal stack file", async () => {
    const file = stackFile(
      "shortest.yaml",
      [
        "extends: base",
        "region: us-east-1",
        "environment: production",
        "pools: [{ name: serve, instanceType: g6e.12xlarge, nodes: 2 }]",
        "budget: { monthlyUSD: 40000 }",
      ].join("\n"),
    );
    const { status, stdout, stderr } = await aidc("plan", file);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^Policy {2}pass/m);
    expect(stdout).toMatch(/^Bill {2}\$[\d,.]+ a month, \d+% of the \$40,000\.00 budget/m);
    expect(status).toBe(0);
  });

  it("exits with 1 when the plan costs more than the budget", async () => {
    const file = stackFile(
      "poor.yaml",
      "extends: base\nregion: us-east-1\nenvironment: production\npools: []\nbudget: { monthlyUSD: 10 }\n",
    );
    const { status, stdout } = await aidc("plan", file);
    expect(stdout).toMatch(/COST-05[\s\S]*the plan costs \$[\d,]+ a month, above \$10/);
    expect(status).toBe(1);
  });
});

describe("aidc policy", () => {
  it("lists every rule and explains each", async () => {
    const rules = JSON.parse((await aidc("policy", "list", "--json")).stdout) as { id: string; title: string }[];
    expect(rules.length).toBeGreaterThanOrEqual(10);
    const { stdout, status } = await aidc("policy", "explain", "eks-01");
    expect(stdout).toMatch(
      /^EKS-01 {2}The Kubernetes API server[\s\S]*\n\nWhy\n[\s\S]*\n\nWhat to do\n[\s\S]*\n\nControls\n/,
    );
    expect(status).toBe(0);
  });

  it("fails a plan that opens the API server to the internet, and says how to mend it", async () => {
    const file = stackFile(
      "open.yaml",
      [
        "extends: base",
        "region: us-east-1",
        "environment: production",
        "pools: []",
        'cluster: { publicAccessCidrs: ["203.0.113.0/24"] }',
        "budget: { monthlyUSD: 40000 }",
      ].join("\n"),
    );
    const { stdout, status } = await aidc("plan", file);
    expect(stdout).toMatch(/^Policy {2}fail {2}.*aidc-security/m);
    expect(stdout).toMatch(/critical EKS-01 {2}open-cluster-cluster {2}mandatory\n.*\n[\s\S]*endpointPublicAccess/);
    expect(status).toBe(1);
  });
});

describe("aidc render", () => {
  it("gives the same files as JSON and below a folder", async () => {
    const { stdout, status } = await aidc("render", "us-east-1", "--only", "hadoop", "--json");
    const files = JSON.parse(stdout) as { path: string; text: string }[];
    expect(files.map(({ path }) => path)).toEqual(["hadoop/core-site.xml", "hadoop/spark-defaults.conf"]);
    expect(status).toBe(0);
    const out = join(folder, "rendered");
    expect((await aidc("render", "us-east-1", "--only", "hadoop", "--out", out)).stderr).toContain(
      "wrote hadoop/core-site.xml",
    );
    for (const { path, text } of files) expect(readFileSync(join(out, path), "utf8")).toBe(text);
  });
});

describe("wrong use", () => {
  it.each([
    [["plan"], /name a stack, or use --all/],
    [["plan", "us-est-1"], /Did you mean us-east-1\?/],
    [["plan", "us-east-1", "--jsn"], /unknown option '--jsn'[\s\S]*Did you mean --json\?/],
    [["pln"], /unknown command 'pln'[\s\S]*Did you mean plan\?/],
    [["plan", "us-east-1", "--engine", "cdk"], /Allowed choices are embedded, pulumi/],
    [["plan", "us-east-1", "--state", "missing.json"], /there is no file missing\.json/],
    [["plan", "us-east-1", "--pack", "stacks"], /stacks has no PulumiPolicy\.yaml|PulumiPolicy/],
    [["plan", "/nowhere/at-all.yaml"], /\/nowhere\/at-all\.yaml/],
    [["catalog", "show", "p5em.48xlarge"], /Did you mean p5en?\.48xlarge\?/],
    [["catalog", "refresh", "mars"], /no region mars\. It has .*us-east-1/],
    [["plan", "us-east-1", "--state", "stacks/base.yaml"], /is not what `pulumi stack export/],
    [["policy", "explain", "EKS-1"], /Did you mean EKS-01\?/],
    [["render", "us-east-1", "--only", "hdoop"], /Allowed choices are .*hadoop/],
    [["render", "us-east-1", "--only", "hadoop", "--out", "package.json"], /cannot write below package\.json/],
    [["report", "us-east-1", "--since", "1h"], /--since is of --metrics/],
    [["report", "us-east-1", "--metrics", "localhost:9090"], /write one such as http:\/\/localhost:9090/i],
    [["report", "us-east-1", "--metrics", "http://localhost:9090", "--since", "soon"], /--since soon is no time/],
    [["report", "backbone", "--metrics", "http://localhost:9090"], /a Backbone's dashboard is CloudWatch's/],
    [["up", "us-east-1"], /Pass --yes to deploy without asking/],
  ])("%j says what is wrong and exits with 2", async (args, message) => {
    const { status, stdout, stderr } = await aidc(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  it("shows every problem of a stack file with its place", async () => {
    const file = stackFile("wrong.yaml", "extends: base\nregion: us-east-9\nenvironment: prod\npools: 3\nbudget: {}\n");
    const { status, stderr } = await aidc("plan", file);
    const lines = stderr.trim().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(3);
    for (const line of lines) expect(line).toMatch(/^\/.*wrong\.yaml:\d+:\d+: /);
    expect(status).toBe(2);
  });
});

describe("help", () => {
  it.each([
    ["plan"],
    ["up"],
    ["render"],
    ["preflight"],
    ["catalog", "show"],
    ["policy", "list"],
    ["policy", "explain"],
  ])("%j has an example", async (...command) => {
    const { status, stdout } = await aidc(...command, "--help");
    expect(stdout).toMatch(/\nExamples?:\n {2}.*aidc /);
    expect(status).toBe(0);
  });
});
