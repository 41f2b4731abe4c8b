import dns from "node:dns";
import { readFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import { maskedSecret } from "../../engine/values";
import { folderWith, foreignRequest, program } from "./programs";

afterEach(() => vi.restoreAllMocks());

/** Loaded first in a child: writes down every address that its process connects to, listens on or asks for. */
const recorder = `
const fs = require("fs"), net = require("net"), dns = require("dns"), dgram = require("dgram");
const note = (what) => fs.appendFileSync(__dirname + "/network.log", JSON.stringify(what) + "\\n");
const wrap = (owner, name, tell) => {
  const original = owner[name];
  owner[name] = function (...args) { note([name, tell(args)]); return original.apply(this, args); };
};
const host = ([first, second]) => {
  const options = Array.isArray(first) ? first[0] : first;
  return typeof options === "object" && options !== null ? (options.host ?? options.path ?? options.fd) : second;
};
wrap(net.Socket.prototype, "connect", host);
wrap(net.Server.prototype, "listen", host);
for (const name of Object.keys(dns).filter((key) => /^(lookup|resolve)/.test(key))) wrap(dns, name, ([asked]) => asked);
wrap(dgram, "createSocket", () => "udp");
`;

describe("a preview", () => {
  it("opens nothing beyond loopback, in this process and in the program's", async () => {
    const connect = vi.spyOn(net.Socket.prototype, "connect");
    const listen = vi.spyOn(net.Server.prototype, "listen");
    const lookup = vi.spyOn(dns, "lookup");
    const projectDirectory = folderWith({
      "Pulumi.yaml":
        "name: small\nruntime: { name: nodejs, options: { typescript: false, nodeargs: --require ./record.js } }\nmain: main.js\n",
      "record.js": recorder,
      "main.js": 'const sns = require("@pulumi/aws/sns/topic"); new sns.Topic("news", {});',
    });
    const result = await new EmbeddedEngine().preview({
      projectDirectory,
      stack: "dev",
      policyPacks: foreignRequest.policyPacks ?? [],
    });
    expect(result.resources.map(({ name }) => name)).toContain("news");

    const child = readFileSync(join(projectDirectory, "network.log"), "utf8").trim().split("\n");
    expect(child.map((line) => JSON.parse(line) as unknown)).toEqual(child.map(() => ["connect", "127.0.0.1"]));
    const hosts = [...connect.mock.calls, ...listen.mock.calls].map(([first]) => JSON.stringify(first));
    expect(hosts.length).toBeGreaterThan(0);
    for (const host of hosts) expect(host).toMatch(/127\.0\.0\.1|"path"|"fd"/);
    for (const [asked] of lookup.mock.calls) expect(asked).toBe("127.0.0.1");
  });

  it("hands a program no credentials, and only the variables it was given", async () => {
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "leak");
    vi.stubEnv("PULUMI_ACCESS_TOKEN", "leak");
    vi.stubEnv("KUBECONFIG", "/leak");
    const projectDirectory = program(
      "module.exports = { names: Object.keys(process.env).sort(), home: require('os').homedir(), leak: JSON.stringify(process.env).includes('leak'), flags: process.execArgv };",
    );
    const { outputs } = await new EmbeddedEngine().preview({
      projectDirectory,
      stack: "dev",
      environment: { STAGE: "blue" },
    });
    vi.unstubAllEnvs();
    expect(outputs).toMatchObject({ home: "/nonexistent", leak: false, flags: [] });
    const allowed =
      /^(PATH|LANG|LANGUAGE|LC_ALL|LC_CTYPE|TZ|TMPDIR|TEMP|TMP|HOME|USERPROFILE|STAGE|PULUMI_CONFIG|PULUMI_CONFIG_SECRET_KEYS|PULUMI_NODEJS_[A-Z_]+)$/;
    for (const name of outputs.names as string[]) expect(name).toMatch(allowed);
    expect(outputs.names).toContain("STAGE");
  });

  it("is the same with the SDK untouched", async () => {
    const [fast, untouched] = [
      await new EmbeddedEngine().preview(foreignRequest),
      await new EmbeddedEngine({ accelerate: false }).preview(foreignRequest),
    ];
    expect(fast).toEqual(untouched);
  });

  it("fails alike with the SDK untouched", async () => {
    const projectDirectory = program(
      'function build() { throw new Error("deep"); }\nbuild();\nnew pulumi.Stash("box", { input: 1 });',
    );
    const [fast, untouched] = await Promise.all(
      [true, false].map((accelerate) => new EmbeddedEngine({ accelerate }).preview({ projectDirectory, stack: "dev" })),
    );
    const firstLines = (messages: typeof fast) =>
      messages?.diagnostics.map(({ severity, message }) => [severity, message.split("\n").slice(0, 3)]);
    expect(firstLines(fast)).toEqual(firstLines(untouched));
    expect(fast?.diagnostics[0]?.message).toMatch(/deep[^]*main\.js:2/);
  });
});

describe("a program's plain needs", () => {
  it("compiles TypeScript when there is some", async () => {
    const projectDirectory = folderWith({
      "Pulumi.yaml": "name: small\nruntime: nodejs\n",
      "package.json": '{ "name": "small", "main": "index.ts" }',
      "tsconfig.json": '{ "compilerOptions": { "strict": true, "types": ["node"], "skipLibCheck": true } }',
      "index.ts":
        'import * as pulumi from "@pulumi/pulumi";\nconst size: number = 2;\nexport const total = pulumi.output(size).apply((n) => n * 2);\n',
    });
    const { outputs, diagnostics } = await new EmbeddedEngine().preview({ projectDirectory, stack: "dev" });
    expect(diagnostics).toEqual([]);
    expect(outputs).toEqual({ total: 4 });
  });

  it("serializes functions", async () => {
    const projectDirectory = program(
      "const k = 3;\nmodule.exports = { text: pulumi.runtime.serializeFunction((n) => n + k).then((f) => f.text.includes('n + k')) };",
    );
    expect((await new EmbeddedEngine().preview({ projectDirectory, stack: "dev" })).outputs).toEqual({ text: true });
  });

  it("passes references to resources on", async () => {
    const projectDirectory = program(`
const box = new pulumi.Stash("box", { input: pulumi.secret("hush") });
new pulumi.Stash("pair", { input: { box } });`);
    const result = await new EmbeddedEngine().preview({ projectDirectory, stack: "dev" });
    expect(result.diagnostics).toEqual([]);
    expect(result.resources.find(({ name }) => name === "box")?.inputs).toEqual({ input: maskedSecret() });
    const urn = "urn:pulumi:dev::small::pulumi:index:Stash::box";
    expect(result.resources.find(({ name }) => name === "pair")?.inputs).toMatchObject({ input: { box: { urn } } });
  });

  it("must name a provider where defaults are disabled", async () => {
    const projectDirectory = program('const sns = require("@pulumi/aws/sns/topic");\nnew sns.Topic("news", {});', {
      "Pulumi.dev.yaml": 'config:\n  pulumi:disable-default-providers: ["aws"]\n',
    });
    const { diagnostics } = await new EmbeddedEngine().preview({ projectDirectory, stack: "dev" });
    expect(diagnostics.map(({ message }) => message).join()).toContain(
      "Default provider for 'aws' disabled. 'aws:sns/topic:Topic' must use an explicit provider.",
    );
  });

  it("gets answers to functions where there are any", async () => {
    const projectDirectory = program(
      'const { getCallerIdentityOutput } = require("@pulumi/aws/getCallerIdentity");\nmodule.exports = { account: getCallerIdentityOutput().accountId };',
    );
    const invoke = (token: string) =>
      token === "aws:index/getCallerIdentity:getCallerIdentity" ? { accountId: "123456789012" } : undefined;
    const { outputs, diagnostics } = await new EmbeddedEngine().preview({ projectDirectory, stack: "dev", invoke });
    expect(outputs).toEqual({ account: "123456789012" });
    expect(diagnostics).toEqual([]);
  });
});
