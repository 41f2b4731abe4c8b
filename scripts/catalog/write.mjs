import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const facts = join(import.meta.dirname, "../../catalog/facts");

/** Reads catalog/facts/<name>.json, or {} where there is none yet. */
export function readFacts(name) {
  try {
    return JSON.parse(readFileSync(join(facts, `${name}.json`), "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw error;
  }
}

/** Writes catalog/facts/<name>.json with one fact a line down to `depth`, so that a refresh reads as a difference. */
export function writeFacts(name, value, depth = 2) {
  const path = join(facts, `${name}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines(value, depth, "")}\n`);
  console.log(`wrote ${name}.json`);
}

function lines(value, depth, indent) {
  if (depth === 0 || typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value))
    return `[\n${value.map((one) => `${indent} ${JSON.stringify(one)}`).join(",\n")}\n${indent}]`;
  const entries = Object.entries(value).map(
    ([key, inner]) => `${indent} ${JSON.stringify(key)}:${lines(inner, depth - 1, `${indent} `)}`,
  );
  return entries.length === 0 ? "{}" : `{\n${entries.join(",\n")}\n${indent}}`;
}

/** Entries sorted by key, in the order of file listings. */
export function sorted(entries) {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
