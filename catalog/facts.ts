import { createRequire } from "node:module";

/** Where a group of facts was read. */
export interface Source {
  title: string;
  /** A registry package with its version (`pypi:moto@5.2.5`), or a document's address. */
  from: string;
  /** Day the source was read, ISO 8601. */
  read: string;
  /** Day of the data itself, where the source says so; a month where it says no day. */
  data?: string;
}

/** Facts files name their sources once; each fact or group of facts carries one or more of these keys. */
export interface Facts {
  sources: Record<string, Source>;
}

const fromPackage = createRequire(__filename);

/** Reads `catalog/facts/<name>.json`, once a process. */
export function readFacts<T extends Facts>(name: string): T {
  return fromPackage(`#facts/${name}.json`) as T;
}

/** As `readFacts`, but undefined where there is no such file. */
export function findFacts<T extends Facts>(name: string): T | undefined {
  try {
    return readFacts<T>(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/**
 * The source behind a key of a facts file.
 *
 * @throws Error where the file does not describe it: the facts are broken, not the user's input.
 */
export function sourceOf(facts: Facts, key: string): Source {
  const source = facts.sources[key];
  if (!source) throw new Error(`catalog/facts names the source ${key} but does not describe it`);
  return source;
}
