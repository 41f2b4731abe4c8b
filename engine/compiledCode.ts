import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { dirname, join, sep } from "node:path";
import { deserialize, serialize } from "node:v8";
import { Script } from "node:vm";

/** Where the toolkit and its packages are installed: its own folder, or that of the package that depends on it. */
const [root = ""] = dirname(dirname(__dirname)).split(`${sep}node_modules${sep}`);

interface Compiled {
  digest: string;
  code: Buffer;
}

type Compile = (this: NodeJS.Module, content: string, file: string) => unknown;

/**
 * Keeps what V8 compiles for the next process that starts at `entry`, beside the installed packages, where only who may install them
 * writes. Node.js does so itself from 22.1. Where nothing can be written, nothing is kept.
 */
export function keepCompiledCode(entry: string): void {
  const packages = join(root, "node_modules");
  // Linked packages are another folder's, and would gather what each that links them compiles.
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const directory = join(packages, ".cache", "aidc");
  const enable = Reflect.get(Module, "enableCompileCache") as ((directory: string) => unknown) | undefined;
  if (enable) enable(directory);
  else if (!process.env.NODE_V8_COVERAGE) keepIn(join(directory, `${entry}-${process.version}-${process.arch}`));
}

function keepIn(file: string): void {
  const kept = read(file);
  const compiled = new Map<string, { digest: string; script: Script }>();
  const compile = Reflect.get(Module.prototype, "_compile") as Compile;
  Reflect.set(Module.prototype, "_compile", function (this: NodeJS.Module, content: string, name: string) {
    if (!keeps(name, content)) return compile.call(this, content, name);
    const digest = createHash("sha1").update(content).digest("base64");
    const known = kept.get(name);
    const script = scriptOf(content, name, known?.digest === digest ? known.code : undefined);
    if (!script) return compile.call(this, content, name);
    if (!known || known.digest !== digest || script.cachedDataRejected) compiled.set(name, { digest, script });
    const run = script.runInThisContext() as (...parts: unknown[]) => unknown;
    return run.call(this.exports, this.exports, requireOf(this), this, name, dirname(name));
  } satisfies Compile);
  process.once("exit", () => {
    if (compiled.size === 0) return;
    for (const [name, { digest, script }] of compiled) kept.set(name, { digest, code: script.createCachedData() });
    write(file, kept);
  });
}

/** What is kept can't `import()`: on Node.js 20, V8 forgets who asks. */
const keeps = (file: string, content: string) =>
  file.startsWith(root + sep) && !content.startsWith("#!") && !/\bimport\s*[(/]/.test(content);

/** Nothing where the code is wrong: Node.js says that better. */
function scriptOf(content: string, filename: string, cachedData: Buffer | undefined): Script | undefined {
  const [opening = ""] = Reflect.get(Module, "wrapper") as string[];
  try {
    return new Script(Module.wrap(content), { filename, columnOffset: -opening.length, cachedData });
  } catch {
    return undefined;
  }
}

/** As Node.js makes it for each module. */
function requireOf(module: NodeJS.Module): NodeJS.Require {
  const internals = Module as unknown as {
    _resolveFilename(request: string, parent: NodeJS.Module, isMain: boolean, options?: object): string;
    _resolveLookupPaths(request: string, parent: NodeJS.Module): string[] | null;
  };
  const resolve = (request: string, options?: object) => internals._resolveFilename(request, module, false, options);
  return Object.assign((request: string) => module.require(request) as unknown, {
    resolve: Object.assign(resolve, { paths: (request: string) => internals._resolveLookupPaths(request, module) }),
    main: require.main,
    extensions: require.extensions,
    cache: require.cache,
  });
}

function read(file: string): Map<string, Compiled> {
  try {
    return deserialize(readFileSync(file)) as Map<string, Compiled>;
  } catch {
    return new Map(); // None yet, or one that another Node.js wrote.
  }
}

/** Whole or not at all: others may read meanwhile. */
function write(file: string, kept: Map<string, Compiled>): void {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, serialize(kept));
    renameSync(draft, file);
  } catch {
    // The next process compiles again.
  }
}
