import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DeploymentReport } from "../../lifecycle/report";
import { ended, step, summary, useFakeCli } from "../engine/pulumi/fakeCli";
import { aidc } from "./aidc";

const cli = useFakeCli();
const stack = "stacks/examples/mnist.yaml";
const type = "aws:s3/bucket:Bucket";
const urn = (name: string) => `urn:pulumi:mnist::aidc::${type}::${name}`;
const prelude = { preludeEvent: { config: {} } };
const judged = { "aidc-security|local|policies/security": "0.1.0" };
const custom = { custom: true };

function previewOf(...names: string[]) {
  const steps = names.map((name) => step("create", urn(name), type, custom));
  cli.answers("events.jsonl", [prelude, ...steps, summary({ create: names.length }, "succeeded", judged)]);
  cli.answers("plan.json", { resourcePlans: {} });
}

describe("aidc up", () => {
  it("shows the plan, deploys just that, and tells of each resource in a pipe", async () => {
    previewOf("a", "b");
    const done = ["a", "b"].flatMap((name) => [
      step("create", urn(name), type, custom),
      ended("create", urn(name), type, custom),
    ]);
    cli.answers("up.jsonl", [prelude, ...done, summary({ create: 2 })]);
    const { status, stdout, stderr } = await aidc("up", stack, "--yes");
    expect(stdout).toMatch(/^Resources {2}2 to create$/m);
    expect(stdout).toMatch(/^Policy {2}pass/m);
    expect(stdout).toMatch(/^deployed mnist in \d+:\d\d: 2 create$/m);
    expect(stderr).toMatch(/^mnist: 1 of 2, 0:0\d {2}✓ created Bucket a \(0:0\d\)$/m);
    expect(stderr).toMatch(/^mnist: 2 of 2/m);
    expect(status).toBe(0);
    const up = cli.calls().find(([command]) => command === "up") ?? [];
    for (const pack of ["cost", "fabric", "reliability", "security"])
      expect(up.some((word) => word.endsWith(`policies/${pack}`))).toBe(true);
  });

  it("stops with what is left and how to go on, as JSON too", async () => {
    previewOf("a", "b");
    const message = "InsufficientInstanceCapacity";
    cli.answers("up.jsonl", [
      prelude,
      ended("create", urn("a"), type, custom),
      { diagnosticEvent: { severity: "error", message, color: "never", urn: urn("b") } },
      summary({ create: 1 }, "failed"),
    ]);
    const { status, stdout, stderr } = await aidc("up", stack, "--yes", "--json");
    const report = JSON.parse(stdout) as DeploymentReport;
    expect(report).toMatchObject({ outcome: "stopped", left: [urn("b")], errors: [{ message, urn: urn("b") }] });
    expect(report.next).toEqual([expect.stringContaining("another zone")]);
    expect(stderr).toMatch(/✗ failed b: InsufficientInstanceCapacity/);
    expect(status).toBe(1);
  });

  it("deploys nothing unattended where an earlier update was cut off", async () => {
    previewOf("a");
    const pending_operations = [{ resource: { urn: urn("a"), type }, type: "creating" }];
    cli.answers("state.json", { version: 3, deployment: { resources: [], pending_operations } });
    const { status, stdout, stderr } = await aidc("up", stack, "--yes");
    expect(stdout).toMatch(/creating a \(aws:s3\/bucket:Bucket\)[^]*pulumi refresh --stack mnist/);
    expect(stderr).toMatch(/without you to look, nothing is deployed/);
    expect(cli.calls().some(([command]) => command === "up")).toBe(false);
    expect(status).toBe(2);
  });
});

describe("aidc destroy", () => {
  it("tells what is lost and goes only with the name", async () => {
    cli.answers("state.json", {
      version: 3,
      deployment: { resources: [{ urn: urn("raw"), type, custom: true, id: "raw" }] },
    });
    cli.answers("destroy.jsonl", [prelude, ended("delete", urn("raw"), type, custom), summary({ delete: 1 })]);
    const refused = await aidc("destroy", stack, "--yes", "--name", "mnsit");
    expect([refused.status, refused.stdout]).toEqual([2, ""]);
    const { status, stdout } = await aidc("destroy", stack, "--yes", "--name", "mnist", "--quiet");
    expect(stdout).toMatch(/^Lost for good {2}1, with what they hold\n {2}raw \(Bucket\)/m);
    expect(stdout).toMatch(/^destroyed mnist in \d:\d\d: 1 resource gone$/m);
    expect(status).toBe(0);
  });

  it("destroys nothing while something is protected", async () => {
    const raw = { urn: urn("raw"), type, custom: true, id: "raw", protect: true };
    cli.answers("state.json", { version: 3, deployment: { resources: [raw] } });
    const { status, stdout } = await aidc("destroy", stack, "--yes", "--name", "mnist");
    expect(stdout).toMatch(/aidc destroy mnist --exclude-protected[^]*pulumi state unprotect[^]*not destroyed mnist/);
    expect(cli.calls().some(([command]) => command === "destroy")).toBe(false);
    expect(status).toBe(1);
  });
});

describe("aidc drift", () => {
  it("says what differs, and writes a report", async () => {
    const extra = { old: { custom: true, inputs: { acl: "private" } }, detailedDiff: { acl: { inputDiff: true } } };
    const now = { custom: true, inputs: { acl: "public-read" } };
    cli.answers("refresh.jsonl", [prelude, ended("update", urn("raw"), type, now, extra), summary({ update: 1 })]);
    const folder = mkdtempSync(join(tmpdir(), "drift-"));
    const report = join(folder, "drift.sarif");
    const { status, stdout } = await aidc("drift", stack, "--report", report);
    expect(stdout).toMatch(/^mnist {2}drift differs[^]*acl {2}"private" {2}→ {2}"public-read"/);
    expect(readFileSync(report, "utf8")).toContain('acl is \\"public-read\\" in the cloud');
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
  });
});

describe("wrong use", () => {
  it.each([
    [["destroy", "us-east-1"], /Pass --yes --name us-east-1 to destroy without asking/],
    [["destroy", "us-east-1", "--yes"], /--yes goes with the stack's name: --yes --name us-east-1/],
    [["up", "us-est-1"], /Did you mean us-east-1\?/],
    [["drift", "us-est-1"], /Did you mean us-east-1\?/],
    [["up", "stacks/Prod_us.yaml"], /found Prod_us\)\. A stack is named as its file is/],
    [["plan", "stacks/Prod_us.yaml"], /found Prod_us\)\. A stack is named as its file is/],
    [["drift", "us-east-1", "--report", "drift.pdf"], /the ending names the format/],
  ])("%j says what is wrong and exits with 2", async (args, message) => {
    const { status, stdout, stderr } = await aidc(...args);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, ""]);
  });
});
