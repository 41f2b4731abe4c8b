// Writes docs/presets.md from the plans of stacks/presets. Needs a build.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { format, resolveConfig } from "prettier";

const require = createRequire(import.meta.url);
const { EmbeddedEngine } = require("../dist/engine/embedded/embeddedEngine.js");
const { planFacts, planOf } = require("../dist/plan/planOf.js");
const { shippedVerdict } = require("../dist/policies/verdict.js");
const { overviewOf } = require("../dist/regions/overview.js");
const { presetsPage } = require("../dist/regions/presetsPage.js");
const { loadStack } = require("../dist/spec/load.js");

const presets = [];
for (const file of readdirSync("stacks/presets").sort()) {
  const path = join("stacks/presets", file);
  const name = basename(file, ".yaml");
  const { stack } = loadStack(path);
  const request = { projectDirectory: process.cwd(), stack: name, config: { "aidc:file": path } };
  const preview = await new EmbeddedEngine().preview(request);
  const plan = planOf(preview, planFacts(name, path, stack), shippedVerdict(preview.resources, "."));
  presets.push({ name, text: readFileSync(path, "utf8"), stack, overview: overviewOf(plan, stack) });
}
const file = "docs/presets.md";
writeFileSync(file, await format(presetsPage(presets), { ...(await resolveConfig(file)), parser: "markdown" }));
console.log(`wrote ${file}`);
