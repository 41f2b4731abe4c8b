import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Check } from "../../plan/check/check";

/** Each plan starts Node.js twice: on a busy machine, that takes its time. */
const patience = 300_000;

let clone: string;

/** A clone of this toolkit, built, with history of its own. */
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), "aidc-check-"));
  const packs = readdirSync("policies").filter((name) => existsSync(join("policies", name, "PulumiPolicy.yaml")));
  const policies = packs.flatMap((name) => [`policies/${name}/PulumiPolicy.yaml`, `policies/${name}/package.json`]);
  for (const path of [
    "bin",
    "dist",
    "stacks",
    "catalog",
    "spec",
    "workloads/cleaning",
    "package.json",
    "Pulumi.yaml",
    ...policies,
  ]) {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    cpSync(path, join(clone, path), { recursive: true });
  }
  // Each stack more is another two plans of `--all`.
  rmSync(join(clone, "stacks/backbone.yaml"));
  symlinkSync(resolve("node_modules"), join(clone, "node_modules"));
  writeFileSync(join(clone, ".gitignore"), "node_modules\ndist\n.cache\nout\npack\n");
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "base");
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

function git(...args: string[]) {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...args], { cwd: clone });
}

function check(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/aidc.js", "check", ...args], {
    cwd: clone,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
    maxBuffer: 100 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

/** Another team's pack, as `--packs` takes it. */
function writePack() {
  mkdirSync(join(clone, "pack"), { recursive: true });
  const files = {
    "PulumiPolicy.yaml": "runtime: nodejs\n",
    "package.json": '{ "name": "storage-guild", "version": "1.0.0", "main": "index.js" }',
    "index.js": `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("storage-guild", { policies: [{
  name: "directory-buckets-are-small", description: "Directory buckets are small.", enforcementLevel: "advisory", severity: "low",
  validateResource: ({ type, name }, report) => {
    if (type === "aws:s3/directoryBucket:DirectoryBucket") report(name + " may grow for ever");
  },
}] });`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(clone, "pack", name), content);
}

const read = (file: string) => readFileSync(join(clone, file), "utf8");
const stackFile = "stacks/us-east-1.yaml";

describe("aidc check", () => {
  it(
    "shows what a change makes, breaks and costs, each where the stack file says it",
    () => {
      const changed = read(stackFile)
        .replace("cluster:\n", 'cluster:\n  publicAccessCidrs: ["203.0.113.0/24"]\n')
        .replace("nodes: 4", "nodes: 6");
      writeFileSync(join(clone, stackFile), changed);
      const reports = ["out/c.md", "out/c.sarif", "out/c.xml", "out/c.json"].flatMap((file) => ["--report", file]);
      writePack();
      const { status, stdout, stderr } = check("us-east-1", "--base", "main", "--packs", "pack", ...reports);
      expect(stderr).toBe("");
      expect(status).toBe(1);
      const line = changed.split("\n").findIndex((text) => text.startsWith("  publicAccessCidrs:")) + 1;
      expect(stdout).toContain(`${stackFile}:${line}:3`);
      expect(stdout).toMatch(/critical EKS-01 {2}us-east-1-cluster-cluster {2}new/);
      expect(stdout).toMatch(/update {2}us-east-1-train-h200-nodes/);
      const result = JSON.parse(read("out/c.json")) as Check;
      const [stack] = result.stacks;
      expect(result.base).toMatchObject({ ref: "main", program: "same" });
      const changes = stack?.difference?.changes.map(({ kind, name }) => `${kind} ${name}`);
      expect(changes).toEqual(
        expect.arrayContaining(["update us-east-1-train-h200-nodes", "update us-east-1-cluster-cluster"]),
      );
      expect(changes?.every((change) => change.startsWith("update "))).toBe(true);
      expect(stack?.cost?.monthlyUSD.change).toBeGreaterThan(50_000);
      expect(stack?.cost?.concerns[0]).toMatchObject({ concern: "compute", change: expect.any(Number) });
      expect(stack?.findings.find(({ rule }) => rule === "EKS-01")).toMatchObject({ status: "new", fails: true });
      const ofPack = stack?.findings.filter(({ pack }) => pack === "storage-guild");
      expect(ofPack?.map(({ rule, status, fails }) => ({ rule, status, fails }))).toEqual([
        { rule: "directory-buckets-are-small", status: "new", fails: false },
      ]);
      expect(result.rules.find(({ id }) => id === "directory-buckets-are-small")).toMatchObject({
        pack: "storage-guild",
      });
      expect(read("out/c.md")).toContain("<!-- aidc check -->");
      expect(read("out/c.xml")).toContain("<testsuite ");
      expect(JSON.parse(read("out/c.sarif"))).toMatchObject({ version: "2.1.0" });
    },
    patience,
  );

  it(
    "fails on nothing that the baseline has, which never grows",
    () => {
      const small = join(clone, "stacks/small.yaml");
      const closed = readFileSync(resolve("bench/plan/five-lines.yaml"), "utf8").replace("../../stacks/base", "base");
      writeFileSync(small, `${closed}cluster: { publicAccessCidrs: ["203.0.113.0/24"] }\n`);
      const baseline = ["small", "--baseline", "out/baseline.json"];
      expect(check(...baseline)).toMatchObject({ status: 2, stderr: expect.stringMatching(/Add --create-baseline/) });
      expect(check(...baseline, "--create-baseline").status).toBe(1);
      const { status, stdout } = check(...baseline);
      expect(status).toBe(0);
      expect(stdout).toContain("1 in the baseline");
      expect(check(...baseline, "--create-baseline").stderr).toContain("a baseline only shrinks");
      writeFileSync(small, closed);
      expect(check(...baseline, "--shrink-baseline").status).toBe(0);
      expect(JSON.parse(read("out/baseline.json"))).toEqual({ version: 1, findings: [] });
      rmSync(small);
    },
    patience,
  );
});

describe("aidc check --all", () => {
  it(
    "checks what it can beside a stack that is at fault, and reports of both",
    () => {
      git("checkout", "-q", "--", stackFile);
      writeFileSync(join(clone, "stacks/east.yaml"), read(stackFile).replace("region: us-east-1", "region: us-esat-1"));
      const { status, stdout, stderr } = check("--all", "--base", "main", "--report", "out/all.json");
      rmSync(join(clone, "stacks/east.yaml"));
      expect(stderr).toBe("");
      expect(status).toBe(2);
      expect(stdout).toMatch(/^error: .*stacks\/east\.yaml:\d+:\d+: region.*us-esat-1/m);
      const { stacks, verdict } = JSON.parse(read("out/all.json")) as Check;
      expect(verdict).toBe("fail");
      expect(stacks.map(({ stack }) => stack)).toContain("us-east-1");
      expect(stacks.find(({ stack }) => stack === "east")).toMatchObject({ verdict: "fail", resources: 0 });
      const fine = stacks.find(({ stack }) => stack === "us-east-1");
      expect(fine).toMatchObject({ verdict: "pass", difference: { changes: [] } });
    },
    patience,
  );
});

describe("aidc check --state", () => {
  it("judges what another program made", () => {
    const urn = "urn:pulumi:prod::shop::aws:eks/cluster:Cluster::main";
    const inputs = { vpcConfig: { endpointPublicAccess: true, subnetIds: ["subnet-1"] } };
    const resources = [{ urn, type: "aws:eks/cluster:Cluster", custom: true, id: "main", inputs, outputs: inputs }];
    writeFileSync(join(clone, "state.json"), JSON.stringify({ version: 3, deployment: { resources } }));
    const { status, stdout } = check("--state", "state.json");
    expect(stdout).toMatch(/^prod · state\.json$/m);
    expect(stdout).toMatch(/critical EKS-01 {2}main/);
    expect(stdout).not.toMatch(/^Cost/m);
    expect(status).toBe(1);
  });
});

describe("wrong use of aidc check", () => {
  it.each<[string[], RegExp]>([
    [[], /name a stack, or use --all/],
    [["us-est-1"], /Did you mean us-east-1\?/],
    [["us-east-1", "--report", "result.html"], /the ending names the format: \.md, \.sarif, \.xml, \.json/],
    [["us-east-1", "--base", "nowhere"], /there is no commit nowhere/],
    [["us-east-1", "--create-baseline"], /name the baseline's file/],
    [["us-east-1", "--date", "tomorrow"], /--date is a day as 2027-01-31; found tomorrow/],
    [["--state", "missing.json"], /there is no file missing\.json/],
    [["--state", "package.json"], /no "deployment"/],
    [["us-east-1", "--state", "package.json"], /takes no stacks/],
  ])("%j says what is wrong and exits with 2", (args, message) => {
    const { status, stdout, stderr } = check(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });
});
