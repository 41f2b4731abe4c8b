import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EmbeddedEngine } from "../../../engine/embedded/embeddedEngine";
import type { PreviewRequest, PreviewResource, PreviewResult } from "../../../engine/engine";
import { PulumiEngine } from "../../../engine/pulumi/pulumiEngine";
import { describeEngine } from "../../engine/agreement";
import { type InstalledCli, installCli } from "./cli";

let cli: InstalledCli;
beforeAll(() => {
  cli = installCli();
}, 2_400_000);
afterAll(() => cli.uninstall());

/** The CLI's engine, on a stack made beforehand. */
const ready = {
  async preview(request: PreviewRequest): Promise<PreviewResult> {
    await LocalWorkspace.createStack({ stackName: request.stack, workDir: request.projectDirectory });
    return new PulumiEngine().preview(request);
  },
};

describeEngine("the Pulumi CLI", () => ready);

describe("the reference region", () => {
  const project = mkdtempSync(join(tmpdir(), "aidc-project-"));
  afterAll(() => rmSync(project, { recursive: true }));
  let real: PreviewResult, embedded: PreviewResult;

  beforeAll(async () => {
    // The CLI writes the stack's settings beside Pulumi.yaml: not into the working tree.
    for (const entry of readdirSync(".")) symlinkSync(resolve(entry), join(project, entry));
    // A stated account needs no cloud to say which it is.
    writeFileSync(join(project, "reference.yaml"), 'extends: stacks/us-east-1\naccount: "111122223333"\n');
    const request = {
      projectDirectory: project,
      stack: "reference",
      config: { "aidc:file": "reference.yaml" },
      policyPacks: ["cost", "fabric", "reliability", "security"].map((pack) => ({
        directory: resolve("policies", pack),
      })),
    };
    real = await ready.preview(request);
    embedded = await new EmbeddedEngine().preview(request);
  }, 600_000);

  it("has the same resources, inputs, options and dependencies on both engines", () => {
    const expected = byUrn(embedded);
    const said = byUrn(real);
    expect([...said.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [urn, resource] of said) expect(resource, urn).toEqual(expected.get(urn));
  });

  it("is judged the same by the packs", () => {
    expect(real.packs.map(({ name, version }) => [name, version])).toEqual(
      embedded.packs.map(({ name, version }) => [name, version]),
    );
    expect(real.violations).toEqual(embedded.violations);
  });

  it("says the same to the user", () => {
    expect(real.diagnostics).toEqual(embedded.diagnostics);
  });
});

/** What a preview says of each resource. The id of a provider is another on every run. */
function byUrn({ resources }: PreviewResult): Map<string, Partial<PreviewResource>> {
  return new Map(resources.map((said) => [said.urn, { ...said, provider: said.provider?.split("::").at(-2) }]));
}
