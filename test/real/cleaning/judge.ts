import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What `dirty.py` says of the data set that it made. */
export interface Truth {
  rows: number;
  reasons: Record<string, string[]>;
  pairs: Record<"duplicate" | "near duplicate", [string, string][]>;
  malformed: number;
  filled: number;
  masked: Record<string, number>;
  personal: string[];
  harmless: string[];
  images: Record<string, string[]>;
}

export type Row = Record<string, unknown> & { _row: string; _reasons?: string[]; _like?: string };

/** The rows of a folder of Parquet files, in order. */
export async function rowsOf(folder: string): Promise<Row[]> {
  const { asyncBufferFromFile, parquetReadObjects } = await import("hyparquet");
  const files = partsOf(folder).map(async (file) => parquetReadObjects({ file: await asyncBufferFromFile(file) }));
  return (await Promise.all(files)).flat() as Row[];
}

/**
 * The bytes of each part: Spark draws their names at random, but for the number. Without the footers, in which Parquet's writer lists
 * each column's encodings in an order of chance.
 */
export function dataOf(folder: string): Buffer[] {
  return partsOf(folder).map((file) => {
    const bytes = readFileSync(file);
    return bytes.subarray(0, bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8));
  });
}

function partsOf(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".parquet"));
  return names.toSorted().map((name) => join(folder, name));
}

export interface Verdict {
  rule: string;
  defects: number;
  precision: number;
  recall: number;
}

/** Of each rule that looks at rows alone: how many of those that it set aside were bad, and how many of the bad it set aside. */
export function verdicts(expected: Record<string, string[]>, found: Record<string, string[]>): Verdict[] {
  const rules = new Set([...Object.values(expected), ...Object.values(found)].flat());
  return [...rules].toSorted().map((rule) => {
    const bad = names(expected, rule);
    const asideFor = names(found, rule);
    const right = [...asideFor].filter((name) => bad.has(name)).length;
    return score(rule, bad.size, asideFor.size, right);
  });
}

/** Of a rule that keeps one of a pair: a pair is found where just one of it was set aside. */
export function pairVerdict(rule: string, pairs: [string, string][], asideFor: ReadonlySet<string>): Verdict {
  const right = pairs.filter(([one, two]) => asideFor.has(one) !== asideFor.has(two)).length;
  return score(rule, pairs.length, asideFor.size, right);
}

function score(rule: string, defects: number, found: number, right: number): Verdict {
  return { rule, defects, precision: found === 0 ? 1 : right / found, recall: defects === 0 ? 1 : right / defects };
}

function names(reasons: Record<string, string[]>, rule: string): Set<string> {
  return new Set(Object.keys(reasons).filter((name) => reasons[name]?.includes(rule)));
}
