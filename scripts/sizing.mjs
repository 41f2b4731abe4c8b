// Writes docs/sizing/proof.md: published training runs beside our predictions. Needs a build.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { format, resolveConfig } from "prettier";

const { proofPage } = createRequire(import.meta.url)("../dist/sizing/proof/page.js");
const path = "docs/sizing/proof.md";
mkdirSync("docs/sizing", { recursive: true });
writeFileSync(path, await format(proofPage(), { ...(await resolveConfig(path)), parser: "markdown" }));
console.log(`wrote ${path}`);
