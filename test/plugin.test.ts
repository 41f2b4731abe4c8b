import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const read = (file: string) => readFileSync(file, "utf8");
const schema = JSON.parse(read("plugin/schema.json")) as {
  version: string;
  resources: Record<string, { inputProperties: object; requiredInputs: string[]; properties: object }>;
};
const pool = schema.resources["aidc:index:AcceleratorPool"];
const example = "examples/existing-cluster";

describe("the npm package", () => {
  const fromHere = createRequire(resolve("package.json"));

  it.each(["components/compute/acceleratorPool", "components/network/network", "components/region"])(
    "exports aidc/%s with its types",
    (module) => {
      const file = fromHere.resolve(`aidc/${module}`);
      expect(file).toBe(resolve("dist", `${module}.js`));
      expect(read(file.replace(/\.js$/, ".d.ts"))).toContain("export declare class");
    },
  );

  it("has the version of its Pulumi package", () => {
    expect(schema.version).toBe((fromHere("./package.json") as { version: string }).version);
  });
});

describe("the examples of other languages", () => {
  it("say in YAML what the schema takes", () => {
    const { resources, packages } = parse(read(join(example, "yaml/Pulumi.yaml"))) as {
      packages: Record<string, string>;
      resources: Record<string, { type: string; properties: object }>;
    };
    expect(resolve(example, "yaml", packages.aidc ?? "")).toBe(resolve("plugin"));
    expect(resources.train?.type).toBe("aidc:AcceleratorPool");
    expectTaken(Object.keys(resources.train?.properties ?? {}));
  });

  it("say in Python what the schema takes", () => {
    const [, call = ""] = /aidc\.AcceleratorPool\(([\s\S]*?)\n\)/.exec(read(join(example, "python/__main__.py"))) ?? [];
    const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    expectTaken([...call.matchAll(/^ {4}(\w+)=/gm)].map(([, name]) => camel(name ?? "")));
  });

  it("say in Go what the schema takes", () => {
    const [, call = ""] = /aidc\.AcceleratorPoolArgs\{([\s\S]*?)\n\t\t\}/.exec(read(join(example, "go/main.go"))) ?? [];
    expectTaken(
      [...call.matchAll(/^\t{3}(\w)(\w+):/gm)].map(([, first = "", rest = ""]) => first.toLowerCase() + rest),
    );
  });

  function expectTaken(names: string[]) {
    expect(names.filter((name) => !(name in (pool?.inputProperties ?? {})))).toEqual([]);
    expect(pool?.requiredInputs.filter((name) => !names.includes(name))).toEqual([]);
  }
});
