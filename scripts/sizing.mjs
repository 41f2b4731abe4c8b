// Writes docs/sizing: the formulas with worked numbers, and published training runs beside our predictions. Needs a build.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { format, resolveConfig } from "prettier";

const load = createRequire(import.meta.url);
const { proofPage } = load("../dist/sizing/proof/page.js");
const { formulaPages } = load("../dist/sizing/formulas/pages.js");

mkdirSync("docs/sizing", { recursive: true });
for (const [path, text] of Object.entries({ ...formulaPages(), "docs/sizing/proof.md": proofPage() })) {
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), parser: "markdown" }));
  console.log(`wrote ${path}`);
}
