// Writes what has another source: the stack schema's TypeScript types and reference page, the cleaning job's own schema, the plan's
// JSON Schema, the rules' pages and the schema of their parameters.
// `--check` writes nothing and fails where a file is not what it would write.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { compile } from "json-schema-to-typescript";
import { format } from "prettier";
import { createGenerator } from "ts-json-schema-generator";
import { bundledSchema } from "./bundled-schema.mjs";
import { definitionSchema } from "./definition-schema.mjs";
import { referencePage } from "./reference.mjs";
import { rulePages, rulesSchema } from "./rules.mjs";
import { sharingTypes } from "./shared-types.mjs";

const stackSchema = JSON.parse(readFileSync("spec/stack.schema.json", "utf8"));
const parameters = rulesSchema(stackSchema.$id);
// Each rule's parameters are on its page, and none of them is read by name.
const { description } = parameters;
stackSchema.properties.rules = {
  description,
  type: "object",
  additionalProperties: { type: "object", additionalProperties: true },
};

const backboneSchema = bundledSchema(
  JSON.parse(readFileSync("spec/backbone.schema.json", "utf8")),
  stackSchema,
  "stack.schema.json",
);
backboneSchema.properties.rules = stackSchema.properties.rules;

const types = (schema, file) =>
  compile(schema, "stack", {
    bannerComment: `// Generated from ${file} by \`npm run generate\`.`,
    additionalProperties: false,
    maxItems: -1,
  });
const jsonSchema = (path, type) =>
  format(JSON.stringify(createGenerator({ path, tsconfig: "tsconfig.json", type }).createSchema(type)), {
    parser: "json",
    printWidth: 120,
  });
const rules = Object.entries(await rulePages()).map(async ([file, text]) => [
  file,
  await format(text, { parser: "markdown", printWidth: 120 }),
]);

const stackTypes = await types(stackSchema, "stack.schema.json");
const backboneTypes = await types(backboneSchema, "backbone.schema.json");

const files = {
  ...Object.fromEntries(await Promise.all(rules)),
  "spec/stack.types.ts": stackTypes,
  "spec/backbone.types.ts": sharingTypes(backboneTypes, stackTypes, "./stack.types"),
  "spec/rules.schema.json": await format(JSON.stringify(parameters), { parser: "json", printWidth: 120 }),
  "docs/reference/stack.md": referencePage(stackSchema, {
    title: "The stack file",
    source: "spec/stack.schema.json",
    intro: "Defaults stand in `stacks/base.yaml`.",
  }),
  "docs/reference/backbone.md": referencePage(backboneSchema, {
    title: "The Backbone's stack file",
    source: "spec/backbone.schema.json",
    intro: "`stacks/backbone.yaml` is one.",
  }),
  "workloads/cleaning/rules.schema.json": await format(
    JSON.stringify(definitionSchema(stackSchema, "CleaningRules", "https://aidc.dev/cleaning-rules.schema.json")),
    { parser: "json", printWidth: 120 },
  ),
  "plan/plan.schema.json": await jsonSchema("plan/plan.ts", "Plan"),
  "plan/check/check.schema.json": await jsonSchema("plan/check/check.ts", "Check"),
  "fleet/fleet.schema.json": await jsonSchema("fleet/fleet.ts", "Fleet"),
};

const stale = Object.entries(files).filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text);
if (process.argv.includes("--check")) {
  for (const [file] of stale) console.error(`${file} is not current: run \`npm run generate\``);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
}
