import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import type { Finding } from "./finding";
import { describePath, locate, plain } from "./locate";
import { merge } from "./merge";
import { didYouMean } from "./nearest";
import { type Path, type Position, type Problem, StackFileError } from "./problems";
import { checkSemantics } from "./semantics";
import { interconnectFindings, stackFileBeside } from "./interconnect";
import { type Located, parseSource, readSource } from "./source";
import type { Backbone, Stack } from "./stack";
import { validate } from "./validate";

/** A stack file and what it extends, merged and valid. Default: a region's. */
export interface LoadedStack<S extends AnyStack = Stack> {
  readonly stack: S;
  /** The file that was asked for. */
  readonly file: string;
  /** Every file read, the innermost base first. */
  readonly files: readonly string[];
  /** Where the value at a path is said, in whichever file said it; the nearest enclosing value where none did. */
  position: (path: Path) => Position;
}

/** A stack of any kind; `kind` tells them apart. */
export type AnyStack = Stack | Backbone;

const maxChain = 8;

/**
 * Reads the stack file of a region, as `loadStackFile` does.
 * @throws StackFileError with all problems at once; where the file is of another kind.
 */
export function loadStack(file: string, text?: string): LoadedStack {
  const { stack, ...loaded } = loadStackFile(file, text);
  if (stack.kind === "Region") return { ...loaded, stack };
  const at = loaded.position(["kind"]);
  throw refused(at, "must be Region here", "A Backbone is planned, checked, billed and deployed alone.", "kind");
}

/**
 * Reads a stack file, merges it over what it extends (each file's overlay for the stack's environment right after the
 * file) and checks it against the schema and the catalogue. `text` is what the file will hold, where it is not written yet.
 * @throws StackFileError with all problems at once.
 */
export function loadStackFile(file: string, text?: string): LoadedStack<AnyStack> {
  return load(file, text, (stack) => checkInterconnect(stack, file));
}

/** `beside` checks a stack that is right by itself against others. */
function load(file: string, text: string | undefined, beside: (stack: AnyStack) => Finding[]): LoadedStack<AnyStack> {
  const chain = readChain(file, text);
  const environment = chain.map(({ root }) => textAt(root, "environment")).findLast((name) => name !== undefined);
  const layers = chain.flatMap(({ root }) => {
    const overlay = environment === undefined ? undefined : overlayOf(root, environment);
    return overlay ? [withoutDirectives(root), overlay] : [withoutDirectives(root)];
  });
  const merged = layers.reduce(merge);
  const value = plain(merged);
  const findings = validate(value);
  // The schema of its kind has been checked: the value is a stack when nothing was found.
  const stack = value as unknown as AnyStack;
  const problems = findings.length > 0 ? findings : [...checkSemantics(stack), ...beside(stack)];
  if (problems.length > 0) {
    throw new StackFileError(
      problems.map(({ path, ...rest }): Problem => ({
        ...locate(merged, path),
        path: describePath(merged, path),
        ...rest,
      })),
    );
  }
  return {
    stack,
    file,
    files: chain.map((link) => link.file),
    position: (path) => locate(merged, path),
  };
}

/** A stack file that is held against no other. */
const alone = (file: string) => load(file, undefined, () => []);

/** The Backbone that the region of a stack file joins; undefined where it joins none. */
export function joinedBackbone({ network: { interconnect } }: Stack, file: string): Backbone | undefined {
  const found = interconnect && stackFileBeside(file, interconnect.backbone);
  const stack = found === undefined ? undefined : alone(found).stack;
  return stack?.kind === "Backbone" ? stack : undefined;
}

/** Passes when the Backbone that a region joins is a stack file that has a place for it. */
function checkInterconnect(stack: AnyStack, file: string): Finding[] {
  const named = stack.kind === "Region" ? stack.network.interconnect?.backbone : undefined;
  if (stack.kind !== "Region" || named === undefined) return [];
  const path = ["network", "interconnect", "backbone"];
  const found = stackFileBeside(file, named);
  if (found === undefined) {
    const hint = didYouMean(named, stackNames(dirname(file)));
    return [{ path, message: "names no stack file here", found: named, ...(hint && { hint }) }];
  }
  const { stack: other } = alone(found);
  return other.kind === "Backbone"
    ? interconnectFindings(stack, other)
    : [{ path, message: "is no Backbone's stack", found: named }];
}

/**
 * The file of a stack given by name (`us-east-1`, in the directory of stacks) or by path.
 * @throws StackFileError naming the nearest stack where there is none.
 */
export function resolveStackFile(nameOrPath: string, stacksDirectory: string): string {
  if (/\.ya?ml$/.test(nameOrPath)) return nameOrPath;
  const file = join(stacksDirectory, `${nameOrPath}.yaml`);
  if (existsSync(file)) return file;
  // What stacks extend is none itself.
  const names = stackNames(stacksDirectory).filter((name) => name !== "base");
  throw new StackFileError([
    missing({ file, line: 1, column: 1 }, `there is no stack named ${nameOrPath}`, nameOrPath, names),
  ]);
}

interface Link {
  readonly file: string;
  readonly root: Located;
}

/** The file and what it extends, the innermost base first. */
function readChain(file: string, text?: string): Link[] {
  const chain: Link[] = [{ file, root: text === undefined ? readSource(file) : parseSource(file, text) }];
  for (;;) {
    const { file: child, root } = chain[0] as Link;
    const entry = root.kind === "map" ? root.entries.get("extends") : undefined;
    if (!entry) return chain;
    const base = textAt(root, "extends");
    const at = entry.value.at;
    if (!base) throw refused(at, "must name a stack file", "For example: extends: base");
    const target = join(dirname(child), extname(base) === "" ? `${base}.yaml` : base);
    if (chain.some((link) => resolve(link.file) === resolve(target))) throw refused(at, `${target} extends itself`);
    if (chain.length >= maxChain) throw refused(at, `more than ${maxChain} files extend one another`);
    if (!existsSync(target)) {
      const problem = missing(at, `there is no file ${target}`, base, stackNames(dirname(child)));
      throw new StackFileError([{ ...problem, path: "extends" }]);
    }
    chain.unshift({ file: target, root: readSource(target) });
  }
}

function overlayOf(root: Located, environment: string): Located | undefined {
  const overlays = root.kind === "map" ? root.entries.get("environments")?.value : undefined;
  if (!overlays) return undefined;
  if (overlays.kind !== "map")
    throw refused(overlays.at, "must be a map from environment to overlay", undefined, "environments");
  for (const { value } of overlays.entries.values()) {
    if (value.kind !== "map") throw refused(value.at, "an overlay must be a map", undefined, "environments");
  }
  return overlays.entries.get(environment)?.value;
}

/** Without the keys that only say how to read the file. Overlays' own keys are checked when they are merged. */
function withoutDirectives(root: Located): Located {
  if (root.kind !== "map") return root;
  const entries = [...root.entries].filter(([key]) => key !== "extends" && key !== "environments");
  return { ...root, entries: new Map(entries) };
}

function textAt(root: Located, key: string): string | undefined {
  const value = root.kind === "map" ? root.entries.get(key)?.value : undefined;
  return value?.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
}

function stackNames(directory: string): string[] {
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory).filter((name) => extname(name) === ".yaml");
  return files.map((name) => basename(name, ".yaml")).sort();
}

function missing(at: Position, message: string, name: string, names: readonly string[]): Problem {
  const hint = didYouMean(name, names);
  return { ...at, path: "", message, allowed: names, ...(hint === undefined ? {} : { hint }) };
}

function refused(at: Position, message: string, hint?: string, path = "extends"): StackFileError {
  return new StackFileError([{ ...at, path, message, ...(hint === undefined ? {} : { hint }) }]);
}
