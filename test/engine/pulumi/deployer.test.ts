import { existsSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import type { EngineEvent } from "../../../engine/engine";
import { PulumiEngine } from "../../../engine/pulumi/pulumiEngine";
import { ended, step, summary, urn, useFakeCli } from "./fakeCli";

const bucketType = "aws:s3/bucket:Bucket";
const bucket = urn(bucketType, "data");
const other = urn(bucketType, "other");
const custom = { custom: true };
const prelude = { preludeEvent: { config: {} } };
const failedDiagnostic = (message: string, of?: string) => ({
  diagnosticEvent: { severity: "error", message, color: "never", ...(of && { urn: of }) },
});

const cli = useFakeCli();
const engine = new PulumiEngine();
const request = (stack = "dev") => ({
  projectDirectory: cli.folder,
  stack,
  policyPacks: [{ directory: "/packs/security" }],
});

describe("prepareUpdate", () => {
  beforeEach(() => {
    cli.answers("events.jsonl", [prelude, step("create", bucket, bucketType, custom), summary({ create: 1 })]);
    cli.answers("plan.json", { resourcePlans: {} });
  });

  it("deploys with the saved plan and the packs that the preview ran with, and removes the plan in the end", async () => {
    const replaced = (op: string) => [step(op, other, bucketType, custom), ended(op, other, bucketType, custom)];
    cli.answers("up.jsonl", [
      prelude,
      ended("create", urn("acme:Data", "d"), "acme:Data", {}),
      ended("create", urn("pulumi:providers:aws", "default"), "pulumi:providers:aws", custom),
      step("create", bucket, bucketType, custom),
      ended("create", bucket, bucketType, custom),
      ...replaced("create-replacement"),
      ...replaced("delete-replaced"),
      summary({ create: 3, replace: 1 }),
    ]);
    const prepared = await engine.prepareUpdate(request());
    expect(prepared.preview.resources.map(({ urn }) => urn)).toEqual([bucket]);
    const seen: EngineEvent[] = [];
    const result = await prepared.apply({ onEvent: (event) => seen.push(event) });
    expect(result).toEqual({
      succeeded: true,
      changes: { create: 1, replace: 1 },
      done: [bucket, other],
      errors: [],
      outputs: {},
      interrupted: [],
    });
    const steps = seen.flatMap((event) => (event.kind === "step" ? [`${event.step.op} ${event.state}`] : []));
    expect(steps).toEqual(["create", "replace", "delete"].flatMap((op) => [`${op} started`, `${op} done`]));
    const [preview, up] = ["preview", "up"].map((command) => cli.calls().find(([first]) => first === command) ?? []);
    const plan = preview?.[preview.indexOf("--save-plan") + 1] ?? "";
    expect(up?.[up.indexOf("--plan") + 1]).toBe(plan);
    expect(up).toEqual(expect.arrayContaining(["--policy-pack", "/packs/security", "--skip-preview"]));
    expect(existsSync(plan)).toBe(true);
    await prepared.discard();
    expect(existsSync(plan)).toBe(false);
  });

  it("tells what failed, what was done before, and what an interrupted operation leaves open", async () => {
    cli.answers("up.jsonl", [
      prelude,
      step("create", bucket, bucketType, custom),
      ended("create", bucket, bucketType, custom),
      step("create", other, bucketType, custom),
      failedDiagnostic("BucketAlreadyExists", other),
      {
        resOpFailedEvent: {
          metadata: { op: "create", urn: other, type: bucketType, provider: "" },
          status: 1,
          steps: 1,
        },
      },
      failedDiagnostic(`<{%reset%}>expected resource operations for ${other} but none were seen<{%reset%}>`, other),
      failedDiagnostic("update failed\n"),
      summary({ create: 1 }, "failed"),
    ]);
    cli.answers("state.json", {
      version: 3,
      deployment: {
        resources: [{ urn: bucket, type: bucketType, custom: true, id: "data-1", protect: true, retainOnDelete: true }],
        pending_operations: [{ resource: { urn: other, type: bucketType }, type: "creating" }],
      },
    });
    const prepared = await engine.prepareUpdate(request());
    expect(prepared.standing.resources).toMatchObject([{ urn: bucket, protect: true, retainOnDelete: true }]);
    expect(prepared.standing.interrupted).toEqual([{ urn: other, type: bucketType, operation: "creating" }]);
    const told: string[] = [];
    const result = await prepared.apply({
      onEvent: (event) => event.kind === "diagnostic" && told.push(event.diagnostic.message),
    });
    expect(told).not.toContainEqual(expect.stringContaining("none were seen"));
    expect(result).toMatchObject({
      succeeded: false,
      done: [bucket],
      errors: [{ message: "BucketAlreadyExists", urn: other }],
      interrupted: [{ urn: other, type: bucketType, operation: "creating" }],
    });
    await prepared.discard();
  });

  it("says once that it ended before its plan was done", async () => {
    const unseen = [bucket, other].map((of) =>
      failedDiagnostic(`expected resource operations for ${of} but none were seen`, of),
    );
    const cut = failedDiagnostic("failed to run remediation: context canceled", bucket);
    cli.answers("up.jsonl", [prelude, cut, ...unseen, failedDiagnostic("update canceled"), summary({}, "failed")]);
    const prepared = await engine.prepareUpdate(request());
    const { errors } = await prepared.apply();
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/before its plan was done/)]);
    await prepared.discard();
  });

  it("makes the stack where the backend has none", async () => {
    const prepared = await engine.prepareUpdate(request("missing"));
    expect(cli.calls().find(([command, sub]) => command === "stack" && sub === "init")).toContain("missing");
    await prepared.discard();
  });

  it("deploys nothing whose preview its policies or its program failed", async () => {
    const violating = [
      { policyEvent: { message: "open", policyName: "S3-01", policyPackName: "p", enforcementLevel: "mandatory" } },
    ];
    cli.answers("events.jsonl", [
      prelude,
      step("create", bucket, bucketType, custom),
      ...violating,
      summary({ create: 1 }),
    ]);
    const refused = await engine.prepareUpdate(request("violating"));
    await expect(refused.apply()).rejects.toThrow(/violating: its preview failed/);
    cli.answers("events.jsonl", [
      prelude,
      step("create", bucket, bucketType, custom),
      failedDiagnostic("boom"),
      summary({}),
    ]);
    const failed = await engine.prepareUpdate(request());
    await expect(failed.apply()).rejects.toThrow(/its preview failed/);
    expect(cli.calls().some(([command]) => command === "up")).toBe(false);
    await Promise.all([refused.discard(), failed.discard()]);
  });
});

describe("destroy", () => {
  it("leaves what is protected where it is told to", async () => {
    cli.answers("destroy.jsonl", [
      prelude,
      step("delete", bucket, bucketType, custom),
      ended("delete", bucket, bucketType, custom),
      summary({ delete: 1 }),
    ]);
    const result = await engine.destroy({ ...request(), excludeProtected: true });
    expect(result).toMatchObject({ succeeded: true, changes: { delete: 1 }, done: [bucket] });
    expect(cli.calls().find(([command]) => command === "destroy")).toContain("--exclude-protected");
    await engine.destroy(request());
    expect(cli.calls().filter(([command]) => command === "destroy")[1]).not.toContain("--exclude-protected");
  });
});

describe("drift", () => {
  const before = { custom: true, inputs: { tags: { team: "a", owner: "me" }, acl: "private" } };
  const now = { custom: true, inputs: { tags: { team: "b", owner: "me" }, acl: "private", website: "on" } };

  it("names each property that differs, and what is gone; changes nothing", async () => {
    cli.answers("refresh.jsonl", [
      prelude,
      ended("same", urn("pulumi:pulumi:Stack", "p-dev"), "pulumi:pulumi:Stack", {}),
      step("refresh", bucket, bucketType, before),
      ended("update", bucket, bucketType, now, {
        old: before,
        detailedDiff: {
          tags: { diffKind: "update", inputDiff: true },
          website: { diffKind: "add", inputDiff: true },
        },
      }),
      ended("delete", other, bucketType, custom),
      ended("same", urn(bucketType, "third"), bucketType, custom),
      summary({ update: 1, delete: 1, same: 1 }),
    ]);
    expect(await engine.drift(request())).toEqual({
      resources: 3,
      drifted: [
        {
          urn: bucket,
          type: bucketType,
          kind: "changed",
          differences: [
            { path: "tags.team", deployed: "a", cloud: "b" },
            { path: "website", cloud: "on" },
          ],
        },
        { urn: other, type: bucketType, kind: "deleted", differences: [] },
      ],
      errors: [],
    });
    expect(cli.calls().find(([command]) => command === "refresh")).toContain("--preview-only");
  });

  it("tells what the cloud could not be asked", async () => {
    cli.answers("refresh.jsonl", [
      prelude,
      failedDiagnostic("No valid credential sources found", bucket),
      summary({}, "failed"),
    ]);
    expect(await engine.drift(request())).toEqual({
      resources: 0,
      drifted: [],
      errors: [{ severity: "error", message: "No valid credential sources found", urn: bucket }],
    });
  });
});
