import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFactFile } from "../../dist/catalog/refresh/factFile.js";

const folder = join(import.meta.dirname, "../../catalog/facts");

/** Reads catalog/facts/<name>.json, or {} where there is none yet. */
export function readFacts(name) {
  try {
    return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw error;
  }
}

/** Writes catalog/facts/<name>.json. */
export function writeFacts(name, value) {
  writeFactFile(join(folder, `${name}.json`), value);
  console.log(`wrote ${name}.json`);
}
