import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadStack, resolveStackFile } from "../../spec/load";
import { type Problem, StackFileError } from "../../spec/problems";

const base = readFileSync("stacks/base.yaml");
const directory = mkdtempSync(join(tmpdir(), "aidc-spec-"));
afterAll(() => rmSync(directory, { recursive: true }));
writeFileSync(join(directory, "base.yaml"), base);

const file = join(directory, "stack.yaml");
const minimal = "extends: base\nregion: us-east-1\nenvironment: production\npools: []\nbudget: { monthlyUSD: 9 }\n";

function problemsOf(content: string | Uint8Array): readonly Problem[] {
  writeFileSync(file, content);
  try {
    loadStack(file);
    return [];
  } catch (error) {
    if (error instanceof StackFileError) return error.problems;
    throw error;
  }
}

describe("loadStack", () => {
  it("loads the reference region and says which file said what", () => {
    const loaded = loadStack("stacks/us-east-1.yaml");
    expect(loaded.files).toEqual(["stacks/base.yaml", "stacks/us-east-1.yaml"]);
    expect(loaded.stack.network).toMatchObject({ cidr: "10.16.0.0/16", natGateways: "per-zone" });
    expect(loaded.position(["network", "cidr"])).toEqual({ file: "stacks/base.yaml", line: 5, column: 3 });
    expect(loaded.position(["pools", 0, "zone"])).toMatchObject({ file: "stacks/us-east-1.yaml", line: 13 });
  });

  it("lays the environment's overlay of the base under the file", () => {
    writeFileSync(file, minimal.replace("production", "development") + "cluster: { logRetentionDays: 7 }\n");
    const { stack } = loadStack(file);
    expect(stack.network.natGateways).toBe("single");
    expect(stack.cluster).toMatchObject({ logRetentionDays: 7, systemPool: { nodes: { min: 2, max: 4 } } });
  });

  it("merges named lists by name and removes by null", () => {
    writeFileSync(
      file,
      `${minimal}storage: { buckets: [{ name: checkpoints, noncurrentDays: null }, { name: extra }] }\n`,
    );
    expect(loadStack(file).stack.storage.buckets).toEqual([
      ...["raw", "curated", "checkpoints", "models"].map((name) => ({ name, role: name })),
      { name: "extra" },
    ]);
  });

  it("reports every problem at its place, with the nearest spelling", () => {
    const problems = problemsOf(
      minimal.replace("pools: []", "pools: [{ name: a1, instancetype: x, nodes: 1 }]").replace("production", "prod"),
    );
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ line: 3, path: "environment", found: '"prod"' }),
        expect.objectContaining({ line: 4, path: "pools[0] (a1).instancetype", hint: "Did you mean instanceType?" }),
      ]),
    );
  });

  it.each([
    ["nodes: few", "pools[0] (a1).nodes", "is none of what it may be"],
    ["nodes: { min: 3, max: 1 }", "pools[0] (a1).nodes.min", "is more than max, 1"],
    ["nodes: { min: 3 }", "pools[0] (a1).nodes.max", "is missing"],
    ["nodes: 999", "pools[0] (a1).nodes", "must be <= 450"],
  ])("explains %s", (nodes, path, message) => {
    const pool = `pools: [{ name: a1, instanceType: g6e.12xlarge, ${nodes} }]`;
    expect(problemsOf(minimal.replace("pools: []", pool))).toMatchObject([{ line: 4, path, message }]);
  });

  it("says of a number out of bounds what the bound is, where a range may stand too", () => {
    const problems = problemsOf(`${minimal}\nusage: { backupGB: -1 }\n`);
    expect(problems).toMatchObject([{ path: "usage.backupGB", message: "must be >= 0", found: "-1" }]);
  });

  it.each<[string, string | Uint8Array, string]>([
    ["an empty file", "", "the file is empty"],
    ["UTF-16", Buffer.from("\ufeffa: b", "utf16le"), "the file is not UTF-8 text"],
    ["bytes that are no UTF-8", Buffer.from([0x61, 0x3a, 0xff, 0xfe]), "the file is not UTF-8 text"],
    ["a NUL byte", "a: b\0\n", "the file is not text: it contains a NUL byte"],
    ["a huge file", `a: ${"x".repeat(300 * 1024)}`, "the file has 307203 bytes; a stack file has at most 262144"],
    ["tabs", "pools:\n\t- name: a\n", "Tabs are not allowed as indentation"],
    ["a key twice", "region: a\nregion: b\n", "Map keys must be unique"],
    ["a list", "- a\n", "a stack file is a map of keys to values"],
    ["a base that is missing", "extends: bsae\n", `there is no file ${join(directory, "bsae.yaml")}`],
    ["a base that is no name", "extends: 3\n", "must name a stack file"],
    ["a cycle", "extends: stack\n", `${file} extends itself`],
    ["two documents", "a: 1\n---\nb: 2\n", "a stack file holds one YAML document; this starts another"],
    [
      "a bomb",
      `a: &a [1,1,1,1,1,1,1,1,1,1]\n${[..."bcdefg"].map((k, i) => `${k}: &${k} [${Array(10).fill(`*${"abcdef"[i]}`).join()}]`).join("\n")}`,
      "the file unfolds into more than 20000 values",
    ],
    ["deep nesting", `a: ${"[".repeat(60)}${"]".repeat(60)}`, "values are nested more than 32 deep"],
  ])("refuses %s", (_, content, message) => {
    expect(problemsOf(content)).toMatchObject([{ file, message }]);
  });

  it("names the nearest stack", () => {
    expect(() => resolveStackFile("us-eats-1", "stacks")).toThrow(
      /there is no stack named us-eats-1 \(allowed: backbone, us-east-1\)\. Did you mean us-east-1/,
    );
  });
});
