import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import type { Check } from "../plan/check/check";
import { UseError } from "./failure";

/** What a report's ending asks for. */
const renderers: Record<string, (check: Check) => Promise<string>> = {
  ".md": async (check) => (await import("../plan/render/check/markdown.js")).renderMarkdown(check),
  ".sarif": async (check) => (await import("../plan/render/check/sarif.js")).renderSarif(check),
  ".xml": async (check) => (await import("../plan/render/check/junit.js")).renderJunit(check),
  ".json": (check) => Promise.resolve(`${JSON.stringify(check, null, 2)}\n`),
};

/** Throws UseError where a file's ending names no format: before anything is planned. */
export function rendererOf(file: string) {
  const render = renderers[extname(file)];
  if (render) return render;
  throw new UseError(
    `--report ${file}: the ending names the format: ${Object.keys(renderers).join(", ")} (.xml is JUnit).`,
  );
}

export async function writeReports(check: Check, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const text = await rendererOf(file)(check);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
