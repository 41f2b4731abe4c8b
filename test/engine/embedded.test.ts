import { describe, expect, it } from "vitest";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import type { PreviewRequest, PreviewResult } from "../../engine/engine";
import { asPrevious } from "../../engine/previewDifference";
import { maskedSecret, unknownValue } from "../../engine/values";
import { describeEngine } from "./agreement";
import { foreignRequest, pack, program } from "./programs";

describeEngine("the embedded engine", () => new EmbeddedEngine());

const preview = (request: Partial<PreviewRequest> & { projectDirectory: string }) =>
  new EmbeddedEngine().preview({ stack: "dev", ...request });
const errors = (result: PreviewResult) =>
  result.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);

describe("a program and a pack from outside", () => {
  const previewed = new EmbeddedEngine().preview(foreignRequest);
  const named = async (name: string) => (await previewed).resources.find((each) => each.name === name);

  it("gives the same bytes again", async () => {
    const again = await new EmbeddedEngine().preview(foreignRequest);
    expect(JSON.stringify(again)).toBe(JSON.stringify(await previewed));
  });

  it("takes default tags from explicit and configured providers", async () => {
    expect((await named("corner-shelf"))?.inputs).toEqual({ forceDestroy: true, tagsAll: { team: "books" } });
    expect((await named("depot-shelf"))?.inputs.tagsAll).toEqual({ team: "export", tier: "silver" });
    const abroad = "urn:pulumi:dev::bookshop::pulumi:providers:aws::abroad";
    expect((await named("depot-shelf"))?.provider).toBe(`${abroad}::${unknownValue}`);
    expect((await named("default_7_48_0"))?.inputs).toEqual({
      defaultTags: '{"tags":{"team":"books"}}',
      region: "eu-west-1",
      version: "7.48.0",
    });
  });

  it("runs transforms, answers references and keeps unknowns unknown", async () => {
    expect((await named("orders"))?.inputs).toEqual({
      delaySeconds: 5,
      messageRetentionSeconds: 86400,
      policy: maskedSecret(),
      tags: { kind: "orders" },
      tagsAll: { kind: "orders", team: "books" },
    });
    expect((await named("news"))?.inputs).toMatchObject({ displayName: "Books", kmsMasterKeyId: "alias/aws/sns" });
    expect((await named("news"))?.outputs).toMatchObject({ arn: unknownValue, owner: maskedSecret() });
    expect((await named("shelf-2"))?.inputs).toMatchObject({ description: unknownValue, value: maskedSecret() });
    expect((await named("mail"))?.inputs.endpoint).toEqual(maskedSecret());
    expect((await named("adopted"))?.change.kind).toBe("read");
    expect((await previewed).outputs).toEqual({
      depot: "urn:pulumi:dev::bookshop::bookshop:index:Shop::depot",
      key: unknownValue,
      orders: unknownValue,
      password: maskedSecret(),
      subnets: ["a", "b"],
    });
  });

  it("passes options on: aliases, protection, dependencies, positions", async () => {
    const corner = await named("corner");
    expect(corner?.aliases).toEqual(["urn:pulumi:dev::bookshop::bookshop:index:Shop::old-corner"]);
    expect((await named("corner-lock"))?.protect).toBe(true);
    expect((await named("corner-lock"))?.propertyDependencies).toEqual({
      bucket: ["urn:pulumi:dev::bookshop::bookshop:index:Shop$aws:s3/bucket:Bucket::corner-shelf"],
    });
    expect((await named("news"))?.dependencies).toContain((await named("corner-shelf"))?.urn);
    expect((await named("news"))?.ignoreChanges).toEqual(["displayName"]);
    expect((await named("corner-shelf"))?.sourcePosition).toMatch(/^main\.js:\d+$/);
  });

  it("reports what the pack found, and what it could not tell", async () => {
    const { violations, packs } = await previewed;
    expect(violations.map(({ policy, message, enforcementLevel }) => [policy, enforcementLevel, message])).toEqual([
      ["every-shelf-is-locked", "advisory", "corner-shelf is locked: true"],
      ["every-shelf-is-locked", "advisory", "depot-shelf is locked: true"],
      ["queues-have-a-tag-of-the-team", "advisory", 'tags {"kind":"orders","team":"books"} by default_7_48_0'],
      ["shelves-stay-closed", "mandatory", "corner-shelf can be emptied by force"],
      ["topics-are-named-by-key", "mandatory", "the key is not the guild's"],
    ]);
    expect(packs).toMatchObject([{ name: "guild-rules", version: "1.2.3" }]);
  });

  it("passes messages on and never a secret", async () => {
    const result = await previewed;
    expect(JSON.stringify(result)).not.toContain("hush");
    expect(result.diagnostics).toContainEqual({ severity: "info", message: "open on mon and tue" });
    expect(result.diagnostics).toContainEqual(
      expect.objectContaining({ severity: "warning", message: "the roof leaks", urn: (await named("corner"))?.urn }),
    );
    expect(errors(result)).toEqual([]);
  });

  it("does not let a policy decide on what it cannot know", async () => {
    const { violations } = await preview({ ...foreignRequest, stackOutputs: {} });
    const topic = violations.find(({ policy }) => policy === "topics-are-named-by-key");
    expect(topic?.enforcementLevel).toBe("advisory");
    expect(topic?.message).toContain("can't run policy 'topics-are-named-by-key'");
  });
});

describe("what few programs do", () => {
  it("changes functions' arguments, hooks on and reads a resource of its own again", async () => {
    const projectDirectory = program(`
const { getRegionOutput } = require("@pulumi/aws/getRegion");
pulumi.runtime.registerInvokeTransform(({ token, args, opts }) => ({ args: { ...args, region: "eu-north-1" }, opts }));
const told = new pulumi.ResourceHook("told", () => { throw new Error("a preview runs no hook"); });
const box = new pulumi.Stash("box", { input: 7 }, { hooks: { beforeCreate: [told] } });
const again = box.urn.apply((urn) => pulumi.runtime.invoke("pulumi:pulumi:getResource", { urn }));
module.exports = { region: getRegionOutput().region, again: again.state.output, unknown: box.id.apply((id) => "never " + id) };`);
    const asked: unknown[] = [];
    const invoke = (token: string, args: Record<string, unknown>) => {
      asked.push([token, args]);
      return { region: String(args.region) };
    };
    const result = await preview({ projectDirectory, invoke });
    expect(errors(result)).toEqual([]);
    expect(asked).toEqual([["aws:index/getRegion:getRegion", { region: "eu-north-1" }]]);
    expect(result.outputs).toEqual({ region: "eu-north-1", again: 7, unknown: unknownValue });
  });

  it("is refused a method that only a plugin can run, by name", async () => {
    const projectDirectory = program('pulumi.runtime.call("eks:index:Cluster/getKubeconfig", {});');
    expect(errors(await preview({ projectDirectory }))[0]).toContain("method eks:index:Cluster/getKubeconfig runs in");
  });

  it("finds children by their parent's earlier name, and what must be replaced", async () => {
    const named = (name: string, input: number) =>
      program(`
class Group extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("small:index:Group", name, {}, opts);
    new pulumi.Stash(name + "-box", { input: ${input} }, { parent: this, replaceOnChanges: ["input"] });
    new pulumi.Stash(name + "-tag", { input: 1 }, { parent: this });
  }
}
new Group("${name}", { aliases: [{ name: "old" }] });`);
    const before = await preview({ projectDirectory: named("old", 1) });
    const after = await preview({ projectDirectory: named("new", 2), previous: asPrevious(before.resources) });
    const changes = Object.fromEntries(after.resources.map(({ name, change }) => [name, change]));
    const was = (name: string) => before.resources.find((each) => each.name === name)?.urn;
    expect(changes).toMatchObject({
      new: { kind: "same", previousUrn: was("old") },
      "new-box": { kind: "replace", replaceKeys: ["input"], previousUrn: was("old-box") },
      "new-tag": { kind: "same", previousUrn: was("old-tag") },
    });
    expect(after.deleted).toEqual([]);
  });

  it("reads another stack's plan, asked for when it is needed", async () => {
    const network = await preview({ projectDirectory: program("module.exports = { zone: 'a' };"), stack: "net" });
    const projectDirectory = program(
      'module.exports = { zone: new pulumi.StackReference("organization/small/net").getOutput("zone") };',
    );
    const asked: string[] = [];
    const stackOutputs = (name: string) => {
      asked.push(name);
      return Promise.resolve(network.outputs);
    };
    expect((await preview({ projectDirectory, stackOutputs })).outputs).toEqual({ zone: "a" });
    expect(asked).toEqual(["organization/small/net"]);
  });

  it("changes what a policy remediates, and is told of a remediation that throws", async () => {
    const remedy = (body: string) =>
      pack(
        `{ name: "remedy", description: "d", enforcementLevel: "remediate", remediateResource: (args) => { ${body} } }`,
      );
    const projectDirectory = program('new pulumi.Stash("box", { input: 1 });');
    const run = (body: string) => preview({ projectDirectory, policyPacks: [{ directory: remedy(body) }] });
    const changed = await run('return args.type === "pulumi:index:Stash" ? { input: 2 } : undefined;');
    expect(changed.resources.find(({ name }) => name === "box")?.inputs).toEqual({ input: 2 });
    expect(errors(await run('throw new Error("no remedy");'))[0]).toContain("no remedy");
  });
});

describe("a program that fails", () => {
  it("is reported with its file and line", async () => {
    const projectDirectory = program('\nthrow new Error("no such shelf");');
    const [message] = errors(await preview({ projectDirectory }));
    expect(message).toContain("no such shelf");
    expect(message).toMatch(/main\.js:3:7/);
  });

  it("is reported for a promise that rejects", async () => {
    const projectDirectory = program('Promise.reject(new Error("late"));');
    expect(errors(await preview({ projectDirectory })).join()).toMatch(/late[^]*main\.js:2/);
  });

  it("is reported for an apply that throws", async () => {
    const projectDirectory = program('pulumi.output(1).apply(() => { throw new Error("deep"); });');
    expect(errors(await preview({ projectDirectory })).join()).toMatch(/deep[^]*main\.js:2/);
  });

  it("is reported for a resource made twice, as pulumi words it", async () => {
    const projectDirectory = program('for (let i = 0; i < 2; i++) new pulumi.Stash("box", { input: i });');
    const urn = "urn:pulumi:dev::small::pulumi:index:Stash::box";
    expect(errors(await preview({ projectDirectory }))).toEqual([
      `Duplicate resource URN '${urn}'; try giving it a unique name`,
    ]);
  });

  it("is ended when it hangs", async () => {
    const projectDirectory = program("setInterval(() => undefined, 1000);");
    const [message] = errors(await preview({ projectDirectory, hangSeconds: 2 }));
    expect(message).toContain("neither ended nor registered anything for 2 seconds");
  });

  it("is ended when the preview is no longer wanted", async () => {
    const projectDirectory = program("setInterval(() => undefined, 1000);");
    const unwanted = new AbortController();
    const previewed = preview({ projectDirectory, signal: unwanted.signal, onEvent: () => unwanted.abort() });
    await expect(previewed).rejects.toThrow("aborted");
  });

  it("is reported when it dies", async () => {
    const projectDirectory = program('process.kill(process.pid, "SIGKILL");');
    expect(errors(await preview({ projectDirectory }))[0]).toContain("SIGKILL");
    const quits = program("process.exit(7);");
    expect(errors(await preview({ projectDirectory: quits }))).toEqual(["Program exited with non-zero exit code: 7"]);
  });

  it("is refused a component that only a plugin can build, by name", async () => {
    const projectDirectory = program(
      'class Remote extends pulumi.ComponentResource { constructor(n) { super("eks:index:Cluster", n, {}, {}, true); } }\nnew Remote("main");',
    );
    expect(errors(await preview({ projectDirectory }))[0]).toContain("component main (eks:index:Cluster)");
  });

  it("does not show its stack to the packs", async () => {
    const stackPolicy = pack(
      '{ name: "whole", description: "d", validateStack: (args, report) => report("saw the stack") }',
    );
    const failed = program('new pulumi.Stash("box", { input: 1 }); throw new Error("no");');
    const works = program('new pulumi.Stash("box", { input: 1 });');
    const policyPacks = [{ directory: stackPolicy }];
    expect((await preview({ projectDirectory: failed, policyPacks })).violations).toEqual([]);
    expect((await preview({ projectDirectory: works, policyPacks })).violations).toMatchObject([{ policy: "whole" }]);
  });
});

describe("a project or pack at fault", () => {
  it("is named", async () => {
    await expect(preview({ projectDirectory: "/nowhere" })).rejects.toThrow("no Pulumi.yaml in /nowhere");
    const typo = program("", { "Pulumi.yaml": "name: small\nruntime: python\n" });
    await expect(preview({ projectDirectory: typo })).rejects.toThrow('runtime is "python"');
    const unbuilt = program("", { "Pulumi.yaml": "name: small\nruntime: nodejs\nmain: dist/index.js\n" });
    await expect(preview({ projectDirectory: unbuilt })).rejects.toThrow("npm run build");
    const undeclared = program("", {
      "Pulumi.yaml": "name: small\nruntime: nodejs\nmain: main.js\nconfig:\n  size: { type: string }\n",
    });
    await expect(preview({ projectDirectory: undeclared })).rejects.toThrow(
      "Stack 'dev' is missing configuration value 'small:size'",
    );
  });

  it("is shown what the pack said when it did not start", async () => {
    const broken = pack("undefined.rule");
    const projectDirectory = program("");
    await expect(preview({ projectDirectory, policyPacks: [{ directory: broken }] })).rejects.toThrow(
      /did not start[^]*TypeError/,
    );
  });

  it("is reported when a policy throws", async () => {
    const throws = pack('{ name: "bad", description: "d", validateResource: () => { throw new Error("oops"); } }');
    const result = await preview({ projectDirectory: program(""), policyPacks: [{ directory: throws }] });
    expect(errors(result)[0]).toContain("oops");
  });

  it("takes the request's policy configuration, within its schema", async () => {
    const configured =
      pack(`{ name: "cap", description: "d", configSchema: { properties: { max: { type: "number", default: 1 } } },
      validateResource: (args, report) => { if (args.type === "pulumi:index:Stash") report("max " + args.getConfig().max); } }`);
    const projectDirectory = program('new pulumi.Stash("box", { input: 1 });');
    const withConfig = (config?: Record<string, unknown>) =>
      preview({ projectDirectory, policyPacks: [{ directory: configured, ...(config ? { config } : {}) }] });
    expect((await withConfig()).violations).toMatchObject([{ message: "max 1", enforcementLevel: "mandatory" }]);
    expect((await withConfig({ all: "advisory", cap: { max: 5 } })).violations).toMatchObject([
      { message: "max 5", enforcementLevel: "advisory" },
    ]);
    expect((await withConfig({ cap: "disabled" })).violations).toEqual([]);
    await expect(withConfig({ cap: { max: "many" } })).rejects.toThrow("cap: max must be number");
    await expect(withConfig({ cap: "severe" })).rejects.toThrow('"severe" is no enforcement level');
  });
});
