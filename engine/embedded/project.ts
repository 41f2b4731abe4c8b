import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";
import { EngineError } from "../engine";

/** A `Pulumi.yaml`, as far as running its program needs it. */
export interface Project {
  directory: string;
  name: string;
  /** Working folder of the program, and what of it to run. */
  programDirectory: string;
  entryPoint: string;
  nodeArguments: string[];
  typescript: boolean;
  tsconfig?: string;
  stackConfigDirectory: string;
  /** The `config` block: declared keys with their defaults. */
  config: Record<string, unknown>;
}

interface ProjectFile {
  name?: unknown;
  main?: unknown;
  runtime?: unknown;
  stackConfigDir?: unknown;
  config?: unknown;
}

/** Throws EngineError where there is no project file, it cannot be read, or its runtime is not Node.js. */
export function readProject(directory: string): Project {
  const file = findProjectFile(directory);
  const content = readYaml(file) as ProjectFile;
  if (typeof content.name !== "string") throw new EngineError(`${file}: "name" is missing`);
  const runtime = runtimeOf(content.runtime, file);
  return {
    directory,
    name: content.name,
    ...entryPointOf(directory, content.main, file),
    nodeArguments: splitArguments(runtime.nodeargs),
    typescript: runtime.typescript,
    ...(runtime.tsconfig ? { tsconfig: runtime.tsconfig } : {}),
    stackConfigDirectory: join(directory, typeof content.stackConfigDir === "string" ? content.stackConfigDir : "."),
    config: isRecord(content.config) ? content.config : {},
  };
}

function findProjectFile(directory: string): string {
  const file = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].map((name) => join(directory, name)).find(existsSync);
  if (!file) throw new EngineError(`no Pulumi.yaml in ${directory}`);
  return file;
}

/** Reads a YAML mapping. Throws EngineError with the position where it is not one. */
export function readYaml(file: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new EngineError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (content !== null && !isRecord(content)) throw new EngineError(`${file}: expected a mapping`);
  return content ?? {};
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function runtimeOf(runtime: unknown, file: string) {
  const { name, options } = isRecord(runtime) ? runtime : { name: runtime, options: {} };
  if (name !== "nodejs") {
    throw new EngineError(`${file}: runtime is ${JSON.stringify(name)}; the embedded engine runs "nodejs" programs`);
  }
  const { nodeargs, typescript, tsconfig } = isRecord(options) ? options : {};
  return {
    nodeargs: typeof nodeargs === "string" ? nodeargs : "",
    typescript: typescript !== false,
    tsconfig: typeof tsconfig === "string" ? tsconfig : undefined,
  };
}

/** As `pulumi` does: a program in a file runs in that file's folder. */
function entryPointOf(directory: string, main: unknown, file: string) {
  if (typeof main !== "string" || main === "") return { programDirectory: directory, entryPoint: "." };
  const path = join(directory, main);
  if (!existsSync(path)) {
    throw new EngineError(`${file}: "main" is ${main}, which does not exist; build the program first (npm run build)`);
  }
  return statSync(path).isDirectory()
    ? { programDirectory: path, entryPoint: "." }
    : { programDirectory: dirname(path), entryPoint: basename(path) };
}

/** Words of a command line; quotes keep spaces. */
export function splitArguments(line: string): string[] {
  const words = line.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}
