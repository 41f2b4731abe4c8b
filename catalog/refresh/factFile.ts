import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** A facts file as it is written: one fact a line down to `depth`, so that a refresh reads as a difference. */
export function factFile(facts: unknown, depth = 2): string {
  return `${lines(facts, depth, "")}\n`;
}

/** Writes a facts file, with its folder. */
export function writeFactFile(path: string, facts: unknown, depth?: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, factFile(facts, depth));
}

function lines(value: unknown, depth: number, indent: string): string {
  if (depth === 0 || typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[\n${value.map((one) => `${indent} ${JSON.stringify(one)}`).join(",\n")}\n${indent}]`;
  }
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${indent} ${JSON.stringify(key)}:${lines(inner, depth - 1, `${indent} `)}`);
  return entries.length === 0 ? "{}" : `{\n${entries.join(",\n")}\n${indent}}`;
}

/** Entries sorted by key, in the order of file listings. */
export function sorted<T>(entries: Iterable<[string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
