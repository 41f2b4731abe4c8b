// Writes the pages that have another source: components, the catalogue, the files that pages link to, the landing page's plan. Git ignores
// them. Needs the root's build.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cataloguePages } from "./pages/catalogue.mjs";
import { componentPages } from "./pages/components.mjs";
import { planOfFiveLines } from "./pages/plan.mjs";
import { root } from "./pages/root.mjs";
import { sourcePages } from "./pages/source.mjs";

const docs = join(root, "docs");
for (const folder of ["source", "reference/catalogue", "reference/components"]) {
  rmSync(join(docs, folder), { recursive: true, force: true });
}
const pages = { ...sourcePages(), ...planOfFiveLines(), ...cataloguePages(), ...(await componentPages()) };
for (const [path, text] of Object.entries(pages)) {
  mkdirSync(dirname(join(docs, path)), { recursive: true });
  writeFileSync(join(docs, path), text);
}
console.log(`${Object.keys(pages).length} generated pages`);
