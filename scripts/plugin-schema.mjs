// Writes plugin/schema.json: the components that programs in any Pulumi language can use, from their sources. `--check` writes nothing
// and fails where the file is not what it would write. Needs a build.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { format } from "prettier";

const fromHere = createRequire(import.meta.url);
const { ComponentProvider } = fromHere("@pulumi/pulumi/provider/experimental");
const components = Object.values(fromHere("../dist/plugin/index.js"));
const provider = new ComponentProvider({ name: "aidc", dirname: "plugin", components });
const schema = JSON.parse(await provider.getSchema());
const text = await format(JSON.stringify(schema), { parser: "json", printWidth: 120 });
const path = "plugin/schema.json";
if (process.argv.includes("--check")) {
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    console.error(`${path} is not current: run \`npm run plugin-schema\``);
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
