import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changeOf, differingPaths, parsePath, withIgnoredChanges } from "../../engine/difference";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import { PackageModules } from "../../engine/embedded/packageModules";
import type { PreviewResult, PropertyMap } from "../../engine/engine";
import { asPrevious, differPreviews } from "../../engine/previewDifference";
import { previousResources, readStackExport } from "../../engine/stackExport";
import { maskedSecret, signatureKey, signatures, unknownValue } from "../../engine/values";
import { folderWith, program, repository } from "./programs";

describe("the paths at which two resources differ", () => {
  it("name every changed leaf", () => {
    const before = { a: 1, list: [{ x: 1 }, { x: 2 }], tags: { "a.b": "1", gone: "y" } };
    const after = { a: 1, list: [{ x: 1 }, { x: 3 }, { x: 4 }], tags: { "a.b": "2" }, fresh: true };
    expect(differingPaths(before, after)).toEqual(["fresh", "list[1].x", "list[2]", "tags.gone", 'tags["a.b"]']);
  });

  it("pass over providers' defaults, the engine's own keys, and what two secrets hide", () => {
    const before = { acl: "private", __defaults: ["acl"], key: maskedSecret() };
    expect(differingPaths(before, { key: maskedSecret() })).toEqual([]);
    expect(differingPaths({ id: unknownValue }, { id: unknownValue })).toEqual([]);
    expect(differingPaths({ id: "i-1" }, { id: unknownValue })).toEqual(["id"]);
  });

  it("parse as they are written", () => {
    expect(parsePath('a.b[0]["c.d"].*')).toEqual(["a", "b", "0", "c.d", "*"]);
  });

  it("keep what stands where changes are ignored", () => {
    const before = { size: 1, tags: { a: "old", b: "old" }, rules: [{ port: 1, name: "x" }] };
    const after = { size: 2, tags: { a: "new" }, rules: [{ port: 2, name: "y" }] };
    expect(withIgnoredChanges(before, after, ["size", "tags.b", "rules[*].port"])).toEqual({
      size: 1,
      tags: { a: "new", b: "old" },
      rules: [{ port: 1, name: "y" }],
    });
  });
});

describe("how a resource changes", () => {
  const previous = (inputs: PropertyMap) => ({ urn: "u", type: "t", custom: true, inputs });
  const rules = { ignoreChanges: [], replaceOnChanges: [], immutable: () => new Set(["name"]) };

  it("depends on which inputs differ", () => {
    const from = previous({ name: "a", size: 1 });
    expect(changeOf(from, "t", { name: "a", size: 1 }, rules)).toEqual({ kind: "same" });
    expect(changeOf(from, "t", { name: "a", size: 2 }, rules)).toEqual({ kind: "update", differingKeys: ["size"] });
    expect(changeOf(from, "t", { name: "b", size: 2 }, rules)).toEqual({
      kind: "replace",
      differingKeys: ["name", "size"],
      replaceKeys: ["name"],
    });
    expect(changeOf(from, "t", { name: "a", size: 2 }, { ...rules, replaceOnChanges: ["size"] }).kind).toBe("replace");
    expect(changeOf(from, "t", { name: "a", size: 2 }, { ...rules, ignoreChanges: ["size"] }).kind).toBe("same");
  });

  it("takes immutable inputs from the provider's own documentation", () => {
    const modules = new PackageModules(repository);
    const subnet = modules.of("aws:ec2/subnet:Subnet");
    expect(subnet.outputOnly).toContain("arn");
    expect(modules.of("aws:ec2/instance:Instance").immutable().size).toBeGreaterThan(0);
    expect(modules.of("aws:eks/cluster:Cluster").immutable()).not.toContain("version");
    expect(modules.of("kubernetes:apps/v1:Deployment").outputOnly).toEqual(["status"]);
    expect(modules.of("nobody:here/thing:Thing").outputOnly).toEqual([]);
  });
});

const code = (size: number, name: string) => `
const sqs = require("@pulumi/aws/sqs/queue");
class Group extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("small:index:Group", name, {}, opts);
    this.queue = new sqs.Queue(name + "-queue", { delaySeconds: ${size} }, { parent: this });
    this.registerOutputs({});
  }
}
const group = new Group("${name}", ${name === "crew" ? "{}" : '{ aliases: [{ name: "crew" }] }'});
new pulumi.Stash("box", { input: group.queue.arn });
${size === 1 ? 'new pulumi.Stash("extra", { input: 1 });' : ""}
`;

const preview = (projectDirectory: string, previous?: PreviewResult) =>
  new EmbeddedEngine().preview({
    projectDirectory,
    stack: "dev",
    ...(previous ? { previous: asPrevious(previous.resources) } : {}),
  });
const changes = (result: PreviewResult) =>
  Object.fromEntries(result.resources.map(({ name, change }) => [name, change]));

describe("a preview over another", () => {
  it("says what changes, renamed resources matched by their aliases, children's too", async () => {
    const before = await preview(program(code(1, "crew")));
    const after = await preview(program(code(2, "team")), before);
    const component = "urn:pulumi:dev::small::small:index:Group";
    const expected = {
      team: { kind: "same", previousUrn: `${component}::crew` },
      "team-queue": {
        kind: "update",
        differingKeys: ["delaySeconds"],
        previousUrn: `${component}$aws:sqs/queue:Queue::crew-queue`,
      },
      box: { kind: "same" },
    };
    expect(changes(after)).toMatchObject(expected);
    expect(after.deleted.map(({ urn }) => urn)).toEqual(["urn:pulumi:dev::small::pulumi:index:Stash::extra"]);

    const fresh = await preview(program(code(2, "team")));
    const modules = new PackageModules(repository);
    const difference = differPreviews(asPrevious(before.resources), fresh.resources, (type) =>
      modules.of(type).immutable(),
    );
    expect(difference.deleted.map(({ urn }) => urn)).toEqual(["urn:pulumi:dev::small::pulumi:index:Stash::extra"]);
    expect(
      Object.fromEntries(fresh.resources.map(({ name, urn }) => [name, difference.changes.get(urn)])),
    ).toMatchObject(expected);
  });
});

describe("a stack's export", () => {
  const urn = "urn:pulumi:dev::small::aws:sqs/queue:Queue::crew-queue";
  const secret = { [signatureKey]: signatures.secret, plaintext: '"hush"' };
  const exported = {
    version: 3,
    deployment: {
      resources: [
        { urn: "urn:pulumi:dev::small::pulumi:pulumi:Stack::small-dev", type: "pulumi:pulumi:Stack", custom: false },
        {
          urn,
          type: "aws:sqs/queue:Queue",
          custom: true,
          id: "q-1",
          inputs: { policy: secret },
          outputs: { arn: "arn:q" },
        },
        { urn: `${urn}-old`, type: "aws:sqs/queue:Queue", custom: true, delete: true },
        { urn: `${urn}-read`, type: "aws:sqs/queue:Queue", custom: true, external: true },
      ],
    },
  };

  it("is read without its secrets", () => {
    const file = join(folderWith({ "stack.json": JSON.stringify(exported) }), "stack.json");
    expect(readStackExport(file)).toEqual([
      expect.objectContaining({ type: "pulumi:pulumi:Stack", inputs: {} }),
      {
        urn,
        type: "aws:sqs/queue:Queue",
        custom: true,
        id: "q-1",
        inputs: { policy: maskedSecret() },
        outputs: { arn: "arn:q" },
        protect: false,
        dependencies: [],
      },
    ]);
  });

  it("is refused by name where it is none", () => {
    expect(() => previousResources({})).toThrow("expected the output of pulumi stack export");
    expect(() => previousResources({ version: 2, deployment: {} })).toThrow("version 2 is not supported");
    expect(() => readStackExport("/nowhere.json")).toThrow("/nowhere.json");
  });

  it("lets what stands be known to what depends on it", async () => {
    const projectDirectory = program(
      'const sqs = require("@pulumi/aws/sqs/queue");\nconst q = new sqs.Queue("crew-queue", { policy: pulumi.secret("hush") });\nmodule.exports = { arn: q.arn, id: q.id };',
    );
    const result = await new EmbeddedEngine().preview({
      projectDirectory,
      stack: "dev",
      previous: previousResources(JSON.parse(JSON.stringify(exported)) as PropertyMap),
    });
    expect(result.outputs).toEqual({ arn: "arn:q", id: "q-1" });
  });
});
