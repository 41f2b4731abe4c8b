// Part of the build: the alert files as JSON beside the code that reads them, so that a plan need not parse YAML.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";

mkdirSync("dist/catalog/alerts", { recursive: true });
for (const file of readdirSync("catalog/alerts")) {
  const content = parse(readFileSync(`catalog/alerts/${file}`, "utf8"));
  writeFileSync(`dist/catalog/alerts/${basename(file, ".yaml")}.json`, JSON.stringify(content));
}
