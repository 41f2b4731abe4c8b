import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { EngineError } from "../../../engine/engine";
import { unknownValue } from "../../../engine/values";
import { PulumiEngine } from "../../../engine/pulumi/pulumiEngine";
import { step, summary, urn, useFakeCli } from "./fakeCli";

const stackUrn = urn("pulumi:pulumi:Stack", "p-dev");
const bucketUrn = urn("aws:s3/bucket:Bucket", "data");
const versioningUrn = urn("aws:s3/bucketVersioning:BucketVersioning", "data");
const oldUrn = urn("aws:s3/bucket:Bucket", "old");
const provider = `${urn("pulumi:providers:aws", "default")}::04da6b54-80e4-46f7-96ec-b56ff0331ba9`;

function outputsOf(op: string, stepUrn: string, outputs: object) {
  return { resOutputsEvent: { metadata: { op, urn: stepUrn, type: "", provider: "", new: { outputs } } } };
}

const events = [
  { preludeEvent: { config: {} } },
  step("same", stackUrn, "pulumi:pulumi:Stack", { outputs: { bucket: "before" } }),
  step("create", versioningUrn, "aws:s3/bucketVersioning:BucketVersioning", {
    custom: true,
    parent: stackUrn,
    provider,
  }),
  step("create-replacement", bucketUrn, "aws:s3/bucket:Bucket", {
    custom: true,
    parent: stackUrn,
    protect: true,
    inputs: { bucket: "data" },
  }),
  step(
    "replace",
    bucketUrn,
    "aws:s3/bucket:Bucket",
    { custom: true, parent: stackUrn, protect: true, inputs: { bucket: "data" } },
    { keys: ["bucket"], diffs: ["bucket"] },
  ),
  step("delete-replaced", bucketUrn, "aws:s3/bucket:Bucket", { custom: true }),
  outputsOf("same", stackUrn, { bucket: "data", id: unknownValue }),
  step("delete", oldUrn, "aws:s3/bucket:Bucket", { custom: true, id: "old-1", inputs: { bucket: "old" } }),
  { diagnosticEvent: { severity: "warning", message: "<{%fg 3%}>a warning<{%reset%}>\n", color: "never" } },
  { diagnosticEvent: { severity: "debug", message: "for the engine's makers", color: "never" } },
  { diagnosticEvent: { severity: "info#err", message: "gone in a moment", color: "never", ephemeral: true } },
  {
    policyEvent: {
      resourceUrn: bucketUrn,
      message: "<{%reset%}>Every bucket is private\nnot private\nsee acl<{%reset%}>",
      policyName: "S3-01",
      policyPackName: "aidc-security",
      policyPackVersion: "0.1.0",
      policyPackVersionTag: "0.1.0",
      enforcementLevel: "mandatory",
      severity: "high",
    },
  },
  { policyAnalyzeSummaryEvent: { policyPackName: "aidc-security", passed: ["S3-02"], failed: ["S3-01"] } },
  summary({}, "succeeded", { "aidc-security|local|policies/security": "0.1.0" }),
];

const plan = {
  resourcePlans: {
    [versioningUrn]: {
      goal: { name: "data", dependencies: [bucketUrn], propertyDependencies: { bucket: [bucketUrn], other: null } },
    },
  },
};

describe("PulumiEngine", () => {
  const cli = useFakeCli();
  beforeEach(() => {
    cli.answers("events.jsonl", events);
    cli.answers("plan.json", plan);
  });

  const preview = (stack: string, extra = {}) =>
    new PulumiEngine().preview({ projectDirectory: cli.folder, stack, ...extra });

  it("reads steps, dependencies, policies and messages of a preview", async () => {
    const result = await preview("dev", {
      policyPacks: [{ directory: "/home/me/policies/security", config: { all: "mandatory" } }],
    });
    const [first, second, third] = result.resources;
    expect(result.resources).toHaveLength(3);
    expect(result.outputs).toEqual({ bucket: "data", id: unknownValue });
    expect(first?.urn).toBe(stackUrn);
    expect(second).toMatchObject({
      urn: bucketUrn,
      name: "data",
      protect: true,
      inputs: { bucket: "data" },
      change: { kind: "replace", differingKeys: ["bucket"], replaceKeys: ["bucket"] },
    });
    expect(third).toMatchObject({
      urn: versioningUrn,
      provider,
      dependencies: [bucketUrn],
      propertyDependencies: { bucket: [bucketUrn], other: [] },
      change: { kind: "create" },
    });
    expect(result.deleted).toEqual([
      {
        urn: oldUrn,
        type: "aws:s3/bucket:Bucket",
        custom: true,
        id: "old-1",
        inputs: { bucket: "old" },
        protect: false,
      },
    ]);
    expect(result.diagnostics).toEqual([{ severity: "warning", message: "a warning" }]);
    expect(result.violations).toEqual([
      {
        pack: "aidc-security",
        policy: "S3-01",
        enforcementLevel: "mandatory",
        severity: "high",
        message: "not private\nsee acl",
        urn: bucketUrn,
      },
    ]);
    expect(result.packs).toMatchObject([
      {
        name: "aidc-security",
        version: "0.1.0",
        directory: "/home/me/policies/security",
        policies: [{ name: "S3-01" }, { name: "S3-02" }],
      },
    ]);
  });

  it("hands packs, their configuration and the stack's configuration to the CLI", async () => {
    await preview("dev", { policyPacks: [{ directory: "/packs/security" }], config: { "aidc:file": "my.yaml" } });
    const args = cli.calls();
    expect(args.find(([command]) => command === "config")).toEqual(
      expect.arrayContaining(["config", "set-all", "--stack", "dev", "--plaintext", "aidc:file=my.yaml"]),
    );
    const run = args.find(([command]) => command === "preview") ?? [];
    expect(run.slice(run.indexOf("--policy-pack"), run.indexOf("--policy-pack") + 2)).toEqual([
      "--policy-pack",
      "/packs/security",
    ]);
    expect(run).toContain("--policy-pack-config");
  });

  it("returns findings, not an error, when a mandatory policy fails the preview, and asks again for what depends on what", async () => {
    const result = await preview("violating", { policyPacks: [{ directory: "/packs/security" }] });
    expect(result.violations).toHaveLength(1);
    expect(result.resources).toHaveLength(3);
    expect(result.resources[2]?.dependencies).toEqual([bucketUrn]);
    expect(result.diagnostics).toEqual([{ severity: "warning", message: "a warning" }]);
  });

  it("says where the CLI does not tell what depends on what", async () => {
    const { diagnostics } = await preview("planless");
    expect(diagnostics.map(({ message }) => message)).toContainEqual(expect.stringContaining("saved no plan"));
  });

  it("says what to do when the stack, the login, the passphrase or the CLI is missing, and when the stack is locked", async () => {
    await expect(preview("missing")).rejects.toThrow(/no stack missing[^]*`aidc up missing` makes it/);
    await expect(preview("no-login")).rejects.toThrow(/not logged in\. Run `pulumi login`/);
    await expect(preview("no-passphrase")).rejects.toThrow(/locked\. Set PULUMI_CONFIG_PASSPHRASE/);
    await expect(preview("locked")).rejects.toThrow(/`pulumi cancel --stack locked`/);
    process.env.PATH = join(cli.folder, "empty");
    await expect(preview("dev")).rejects.toThrow(/Install it \(https:\/\/www\.pulumi\.com\/docs\/install\/\)/);
    await expect(preview("dev")).rejects.toBeInstanceOf(EngineError);
  });
});
