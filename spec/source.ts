import { readFileSync, statSync } from "node:fs";
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node } from "yaml";
import { StackFileError, type Position, type Problem } from "./problems";

/** A value of a stack file with the place that says it. */
export type Located = { readonly at: Position } & (
  | { readonly kind: "scalar"; readonly value: string | number | boolean | null }
  | { readonly kind: "list"; readonly items: readonly Located[] }
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, Entry> }
);

/** A map's value, and where its key stands. */
export interface Entry {
  readonly keyAt: Position;
  readonly value: Located;
}

const maxBytes = 256 * 1024;
const maxDepth = 32;
/** Counts every use of an alias again, so a few lines cannot unfold into millions of values. */
const maxValues = 20_000;

/**
 * Reads one YAML file, without what it extends.
 * @throws StackFileError if it cannot be read, is not UTF-8 or not one YAML map.
 */
export function readSource(file: string): Located {
  return parseSource(file, readText(file));
}

/** As `readSource`, of text that the file does not hold yet. */
export function parseSource(file: string, text: string): Located {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const documents = parse(file, text, lines);
  const errors = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  if (errors.length > 0) {
    const problems = errors.slice(0, 20).map(({ message, pos }) => ({ ...at(pos[0]), path: "", message }));
    throw new StackFileError(problems);
  }
  const [document, second] = documents;
  if (second) fail(at(second.range[0]), "a stack file holds one YAML document; this starts another");
  if (!document?.contents || (isScalar(document.contents) && document.contents.value === null))
    fail(at(0), "the file is empty");
  return new Converter(document, at).convertRoot();
}

function readText(file: string): string {
  const start = { file, line: 1, column: 1 };
  let bytes: Buffer;
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) fail(start, "this is a directory, not a stack file");
    if (!stat.isFile()) fail(start, "this is not a regular file");
    if (stat.size > maxBytes) fail(start, `the file has ${stat.size} bytes; a stack file has at most ${maxBytes}`);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof StackFileError) throw error;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return fail(start, code === "ENOENT" ? "no such file" : `the file cannot be read (${String(code)})`);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const nul = text.indexOf("\0");
    if (nul >= 0) {
      const before = text.slice(0, nul).split("\n");
      const position = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
      fail(position, "the file is not text: it contains a NUL byte");
    }
    return text;
  } catch (error) {
    if (error instanceof StackFileError) throw error;
    return fail(start, "the file is not UTF-8 text", "Save it as UTF-8.");
  }
}

function parse(file: string, text: string, lineCounter: LineCounter): Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false, version: "1.2", logLevel: "error" });
    return Array.isArray(documents) ? documents : [];
  } catch (error) {
    // The YAML parser recurses into flow collections: only absurd nesting exhausts the stack.
    if (error instanceof RangeError) return fail({ file, line: 1, column: 1 }, "the file is nested too deeply to read");
    throw error;
  }
}

class Converter {
  private values = 0;

  constructor(
    private readonly document: Document.Parsed,
    private readonly at: (offset: number) => Position,
  ) {}

  convertRoot(): Located {
    const root = this.convert(this.document.contents, 0, this.at(0));
    if (root.kind !== "map") fail(root.at, "a stack file is a map of keys to values");
    return root;
  }

  private convert(node: unknown, depth: number, fallback: Position): Located {
    const position = positionOf(node, this.at) ?? fallback;
    this.values += 1;
    if (this.values > maxValues) fail(position, `the file unfolds into more than ${maxValues} values`);
    if (depth > maxDepth) fail(position, `values are nested more than ${maxDepth} deep`);
    if (isAlias(node)) return this.convert(node.resolve(this.document), depth + 1, position);
    if (isSeq(node)) {
      return { kind: "list", at: position, items: node.items.map((item) => this.convert(item, depth + 1, position)) };
    }
    if (isMap(node)) {
      const entries = new Map<string, Entry>();
      for (const { key, value } of node.items) {
        const keyAt = positionOf(key, this.at) ?? position;
        const name: unknown = isScalar(key) ? key.value : undefined;
        if (typeof name !== "string") fail(keyAt, "a key must be a string", "Put it in quotes.");
        if (name === "<<") fail(keyAt, "YAML merge keys (<<) are not supported", "Use `extends`.");
        entries.set(name, { keyAt, value: this.convert(value, depth + 1, keyAt) });
      }
      return { kind: "map", at: position, entries };
    }
    return { kind: "scalar", at: position, value: scalarValue(node, position) };
  }
}

function scalarValue(node: unknown, position: Position): string | number | boolean | null {
  const value: unknown = isScalar(node) ? node.value : null;
  if (typeof value === "number" && !Number.isFinite(value)) return fail(position, "a number must be finite");
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  return fail(position, "a value must be text, a number, true, false or null");
}

function positionOf(node: unknown, at: (offset: number) => Position): Position | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range ? at(range[0]) : undefined;
}

function fail(position: Position, message: string, hint?: string): never {
  const problem: Problem = { ...position, path: "", message, ...(hint === undefined ? {} : { hint }) };
  throw new StackFileError([problem]);
}
