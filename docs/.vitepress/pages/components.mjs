// A page for each component from its docstrings, as TypeDoc reads them: what it is, an example, its arguments, what it exposes.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { Application, ReflectionKind, makeRecursiveVisitor } from "typedoc";
import { cell, code, table } from "./markdown.mjs";
import { root } from "./root.mjs";

const schema = JSON.parse(readFileSync(join(root, "spec/stack.schema.json"), "utf8"));

/** The files of `components/` that declare a component, without `.ts`. */
function modules() {
  return readdirSync(join(root, "components"), { recursive: true })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => readFileSync(join(root, "components", file), "utf8").includes("extends pulumi.ComponentResource"))
    .map((file) => file.replace(/\.ts$/, ""))
    .sort();
}

/** Markdown by path under docs/. */
export async function componentPages() {
  const application = await Application.bootstrap({
    tsconfig: join(root, "tsconfig.json"),
    basePath: join(root, "components"),
    entryPoints: modules().map((module) => join(root, "components", `${module}.ts`)),
    // What Pulumi's own classes have is on Pulumi's pages.
    excludeExternals: true,
    excludePrivate: true,
    excludeProtected: true,
    readme: "none",
    sort: ["source-order"],
    // The root's build checks types.
    skipErrorChecking: true,
    logLevel: "Error",
  });
  const project = await application.convert();
  if (!project) throw new Error("TypeDoc could not read the components");
  const components = project.children.flatMap((module) =>
    module.children
      .filter(({ kind }) => kind === ReflectionKind.Class)
      .map((component) => ({ module: module.name, component })),
  );
  return {
    "reference/components/index.md": indexPage(components),
    ...Object.fromEntries(
      components.map(({ module, component }) => [pathOf(module), componentPage(module, component)]),
    ),
  };
}

const pathOf = (module) => `reference/components/${module}.md`;

/** The components by room: the folder under `components/`. */
function indexPage(components) {
  const roomOf = ({ module }) => module.split("/").slice(0, -1)[0] ?? "the whole";
  const rooms = [...new Set(components.map(roomOf))];
  const sections = rooms.map((room) => {
    const members = components.filter((each) => roomOf(each) === room);
    const rows = members.map(({ module, component }) => [
      `[${component.name}](./${module}.md)`,
      cell(prose(component).split(/(?<=\.)\s/)[0]),
    ]);
    return `## ${room}\n\n${table(["component", "makes"], rows)}`;
  });
  return `# Components

Pulumi components in TypeScript, each usable without the rest of the toolkit. [Other languages](../../languages.md) say how Python, Go and
YAML programs get some of them.

${sections.join("\n\n")}
`;
}

function componentPage(module, component) {
  const page = pathOf(module);
  const [, args] = component.children.find(({ kind }) => kind === ReflectionKind.Constructor).signatures[0].parameters;
  const properties = component.children.filter(({ kind }) => kind === ReflectionKind.Property);
  return [
    `# ${component.name}`,
    prose(component),
    ...tags(component, "@throws").map((thrown) => `Throws ${thrown}`),
    `\`\`\`ts\nimport { ${component.name} } from "aidc/components/${module}";\n\`\`\``,
    ...example(module, component),
    "## Arguments",
    argumentsTable(page, args.type),
    ...(properties.length > 0
      ? [
          "## What it exposes",
          table(
            ["property", "is", "meaning"],
            properties.map((each) => row(page, each)),
          ),
        ]
      : []),
  ].join("\n\n");
}

/** The whole program of examples/components where there is one, else the docstring's lines. */
function example(module, component) {
  const program = `examples/components/${posix.basename(module)}.ts`;
  if (existsSync(join(root, program))) {
    const existing = "What it takes from `./existing` is [what stands already](/source/examples/components.md).";
    return ["## Example", `<<< @/../${program}`, existing];
  }
  const shown = tags(component, "@example");
  return shown.length > 0 ? ["## Example", ...shown] : [];
}

function argumentsTable(page, type) {
  const members = (type.reflection ?? type.declaration)?.children;
  return members
    ? table(
        ["argument", "takes", "meaning"],
        members.map((each) => row(page, each)),
      )
    : takes(page, type);
}

function row(page, member) {
  const optional = member.flags.isOptional ? "?" : "";
  const type = member.type ?? member.getSignature?.type;
  return [code(`${member.name}${optional}`), takes(page, type), cell(prose(member))];
}

/** A type as code, with a way to each part of the stack file that it names. */
function takes(page, type) {
  const parts = new Set();
  type.visit(
    makeRecursiveVisitor({
      reference({ name, symbolId }) {
        if (/\bstack(\.types)?\.ts$/.test(symbolId?.fileName ?? "") && schema.definitions[name]?.properties)
          parts.add(name);
      },
    }),
  );
  const stackPage = posix.relative(posix.dirname(page), "reference/stack.md");
  const links = [...parts].map((name) => `[${name}](${stackPage}#${name.toLowerCase()})`);
  return [code(type.toString()), ...(links.length > 0 ? [`see ${links.join(", ")}`] : [])].join("; ");
}

const textOf = (parts) => parts.map(({ text }) => text).join("");

const prose = ({ comment }) => textOf(comment?.summary ?? []);

const tags = ({ comment }, tag) =>
  (comment?.blockTags ?? []).filter((each) => each.tag === tag).map(({ content }) => textOf(content).trim());
