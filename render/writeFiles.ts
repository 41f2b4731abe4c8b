import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RenderedFile } from "./rendering";

/** Writes every file below the folder, which is made where it is missing. Files of the same name are replaced. */
export function writeFiles(folder: string, files: readonly RenderedFile[]): void {
  for (const { path, text } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
