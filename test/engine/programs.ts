import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll } from "vitest";
import type { PreviewRequest } from "../../engine/engine";

export const repository = resolve(__dirname, "../..");
export const foreignProgram = join(repository, "test/fixtures/foreign-program");
export const foreignPack = join(repository, "test/fixtures/foreign-pack");

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with the given files, where the packages installed here are found. */
export function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "engine-test-"));
  made.push(folder);
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A project `small` whose program is the given JavaScript, with `pulumi` in scope. */
export function program(code: string, files: Record<string, string> = {}): string {
  return folderWith({
    "Pulumi.yaml": "name: small\nruntime: { name: nodejs, options: { typescript: false } }\nmain: main.js\n",
    "package.json": '{ "name": "small" }',
    "main.js": `const pulumi = require("@pulumi/pulumi");\n${code}\n`,
    ...files,
  });
}

/** A pack `rules` with one policy, whose body is JavaScript over `args` and `report`. */
export function pack(policy: string): string {
  return folderWith({
    "PulumiPolicy.yaml": "runtime: nodejs\n",
    "package.json": '{ "name": "rules", "version": "0.1.0", "main": "index.js" }',
    "index.js": `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("rules", { enforcementLevel: "mandatory", policies: [${policy}] });`,
  });
}

export const foreignRequest: PreviewRequest = {
  projectDirectory: foreignProgram,
  stack: "dev",
  secretConfig: { token: "hush" },
  stackOutputs: { "acme/network/dev": { keyId: "alias/aws/sns", subnets: ["a", "b"] } },
  policyPacks: [{ directory: foreignPack }],
};
