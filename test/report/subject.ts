import { basename } from "node:path";
import { checkOne } from "../../check/run";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import type { ReportSubject } from "../../report/subject";
import { loadStack } from "../../spec/load";
import type { Stack } from "../../spec/stack";

/** A stack file as a report takes it, planned and judged. */
export async function subjectOf(file: string): Promise<ReportSubject & { stack: Stack }> {
  const loaded = loadStack(file);
  const { stack: check, ...rest } = await checkOne(
    { ...loaded, name: basename(file, ".yaml"), relativeFile: file },
    {
      engine: new EmbeddedEngine(),
      projectDirectory: process.cwd(),
      packs: [],
      baseline: new Set(),
      date: "2026-11-25",
    },
  );
  return { ...rest, check, stack: loaded.stack, sizings: [], version: "0.0.0" };
}
