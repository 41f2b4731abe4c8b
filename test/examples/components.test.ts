import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import type { PreviewResult } from "../../engine/engine";

const folder = "examples/components";
const read = (file: string) => readFileSync(join(folder, file), "utf8");
const examples = readdirSync(folder).filter((file) => file.endsWith(".ts") && !/^(index|existing)\.ts$/.test(file));
/** The component that an example shows: what it imports of the file that has its own name. */
const shown = examples.map((file) => {
  const name = file.replace(/\.ts$/, "");
  const imported = new RegExp(`import \\{ (\\w+) \\} from "aidc/components/((?:\\w+/)+${name})"`).exec(read(file));
  const [, component, module = ""] = imported ?? [];
  return { file, name, component, module };
});

describe("the examples of components", () => {
  let preview: PreviewResult;
  beforeAll(async () => {
    // Inside the package, where `aidc/…` is the package itself, as `npm install` of it would have it.
    const program = resolve("dist/examples/components");
    mkdirSync(program, { recursive: true });
    await bundle({
      entryPoints: [join(folder, "index.ts")],
      outfile: join(program, "index.js"),
      packages: "external",
      // package.json says that files of the package do nothing by themselves; examples do.
      ignoreAnnotations: true,
    });
    writeFileSync(join(program, "Pulumi.yaml"), read("Pulumi.yaml").replace("main: index.ts", "main: index.js"));
    writeFileSync(join(program, "Pulumi.dev.yaml"), read("Pulumi.dev.yaml"));
    preview = await new EmbeddedEngine().preview({ projectDirectory: program, stack: "dev" });
  }, 120_000);

  it("plan without a word", () => {
    expect(preview.diagnostics).toEqual([]);
  });

  it.each(shown)("$file makes its component alone, of the stack", ({ component, module }) => {
    const room = module.split("/")[0];
    const made = preview.resources.filter(({ type }) => type === `aidc:${room}:${component}`);
    expect(made.map(({ urn }) => urn.split("::")[2])).toContain(`aidc:${room}:${component}`);
  });
});

describe("a program that imports one component", () => {
  it.each([
    ["network/network", ["network/network"]],
    ["security/keys", ["security/keys"]],
    ["storage/metadataTable", ["storage/metadataTable"]],
    ["compute/acceleratorPool", ["compute/acceleratorPool"]],
    ["storage/objectStore", ["storage/objectStore", "storage/privateBucket"]],
  ])("bundles of %s the components %j and no other room of the toolkit", async (module, components) => {
    const { metafile } = await bundle({
      stdin: { contents: `export * from "aidc/components/${module}"`, resolveDir: "." },
      external: ["@pulumi/*"],
    });
    const files = Object.keys(metafile?.inputs ?? {}).filter((file) => file.startsWith("dist/"));
    const declared = files.filter((file) => readFileSync(file, "utf8").includes("extends pulumi.ComponentResource"));
    expect(declared.sort()).toEqual(components.map((component) => `dist/components/${component}.js`));
    expect(files.filter((file) => !/^dist\/(catalog|components|spec)\//.test(file))).toEqual([]);
  });
});

const bundle = (options: BuildOptions) =>
  build({ bundle: true, platform: "node", format: "cjs", write: "outfile" in options, metafile: true, ...options });
