import { createRequire } from "node:module";

/** Where a group of facts was read. */
export interface Source {
  title: string;
  /** A registry package with its version, or a document's address. */
  from: string;
  /** Day it was read, ISO 8601. */
  read: string;
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
