// A page for each policy pack, from the same files that are its rules and their tests.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import ts from "typescript";
import { stringify } from "yaml";

const require = createRequire(import.meta.url);

/** Loads TypeScript as it stands: the build may be older. */
require.extensions[".ts"] = (module, file) => {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  module._compile(ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions, fileName: file }).outputText, file);
};

/** Markdown of each pack's rules, by the file it belongs in. */
export async function rulePages() {
  const { packs } = require("../policies/registry.ts");
  const pages = {};
  for (const pack of packs) pages[`docs/reference/rules/${pack.name.replace(/^aidc-/, "")}.md`] = await page(pack);
  return pages;
}

/** JSON Schema of the stack file's `rules`: a key for each rule that has parameters. */
export function rulesSchema(stackSchemaId) {
  const { packs } = require("../policies/registry.ts");
  const rules = packs.flatMap((pack) => pack.rules).filter(({ parameters }) => Object.keys(parameters).length > 0);
  const map = (description, properties) => ({
    description,
    type: "object",
    additionalProperties: false,
    minProperties: 1,
    properties,
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: stackSchemaId.replace("stack.schema", "rules.schema"),
    title: "Parameters of rules",
    ...map(
      "Parameters of policy rules, by the rule's id (`aidc policy explain ID`). Values that ask for less than the rule does by itself are findings: of low severity, and as grave as the rule under a regime.",
      Object.fromEntries(
        rules.sort(byId).map(({ id, title, parameters }) => [id, map(`${title}.`, schemasOf(parameters))]),
      ),
    ),
  };
}

const byId = (a, b) => (a.id < b.id ? -1 : 1);

const schemasOf = (parameters) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      { description: `${parameter.description} Default: ${defaultOf(parameter)}.`, ...parameter.schema },
    ]),
  );

async function page(pack) {
  const { frameworks } = require("../policies/frameworks.ts");
  const { loadExamples } = require("../policies/examples.ts");
  const rows = pack.rules.map(
    ({ id, title, severity }) => `| [${id}](#${id.toLowerCase()}) | ${title} | ${severity} |`,
  );
  const sections = [];
  for (const rule of pack.rules) sections.push(section(rule, await loadExamples(pack.name, rule), frameworks));
  return [
    `# Rules of ${pack.name}`,
    `Generated from \`${pack.directory}/rules\` by \`npm run generate\`. ${pack.description}.`,
    ["| rule | what must be so | severity |", "|---|---|---|", ...rows].join("\n"),
    ...sections,
  ].join("\n\n");
}

function section(rule, examples, frameworks) {
  const controls = Object.entries(rule.controls).map(([key, ids]) => `${frameworks[key].name}: ${ids.join(", ")}`);
  return [
    `## ${rule.id}`,
    `**${rule.title}** (${rule.severity}${rule.severityIn ? ", graver in some environments or under some regimes" : ""})`,
    rule.rationale,
    `What to do: ${rule.remediation}${rule.remediate ? " At the level `remediate` Pulumi does it by itself." : ""}`,
    ...parameters(rule.parameters),
    ...(controls.length > 0 ? [`Controls: ${controls.join("; ")}.`] : []),
    ...shown("Passes", examples.good),
    ...shown("Fails", examples.bad),
    ...shown("Known only once deployed", examples.undetermined ?? []),
  ].join("\n\n");
}

function parameters(declared) {
  const rows = Object.entries(declared).map(([name, parameter]) => {
    return `| \`${name}\` | ${parameter.description} | ${defaultOf(parameter)} |`;
  });
  return rows.length > 0 ? [["| parameter | meaning | default |", "|---|---|---|", ...rows].join("\n")] : [];
}

function defaultOf(parameter) {
  const others = Object.entries({ ...parameter.byEnvironment, ...parameter.underCompliance });
  const exceptions = others.map(([where, value]) => `${where}: \`${JSON.stringify(value)}\``).join(", ");
  return `\`${JSON.stringify(parameter.default)}\`${exceptions && `; ${exceptions}`}`;
}

/** The first example in full, the others by their titles. */
function shown(outcome, [first, ...others]) {
  if (!first) return [];
  const more = others.length > 0 ? ` So do: ${others.map(({ title }) => title).join("; ")}.` : "";
  return [`${outcome}: ${first.title}.${more}`, `\`\`\`yaml\n${stringify(first.resources.map(described))}\`\`\``];
}

function described({ type, name, parent, inputs = {}, references = {}, protect }) {
  const { unknown } = require("../policies/examples.ts");
  const known = JSON.parse(JSON.stringify(inputs).replaceAll(`"${unknown}"`, '"(known once deployed)"'));
  const from = Object.fromEntries(
    Object.entries(references).map(([property, names]) => [property, `from ${names.join(", ")}`]),
  );
  return { type, name, ...(parent && { parent }), ...(protect && { protect }), properties: { ...from, ...known } };
}
