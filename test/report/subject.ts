import { basename } from "node:path";
import { checkOne } from "../../check/run";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import type { ReportSubject } from "../../report/subject";
import { type AnyStack, type LoadedStack, loadStack } from "../../spec/load";

/** A region's stack file as a report takes it, planned and judged. */
export const subjectOf = (file: string) => subjectFrom(loadStack(file));

/** A stack of any kind as a report takes it. */
export async function subjectFrom<S extends AnyStack>(loaded: LoadedStack<S>): Promise<ReportSubject & { stack: S }> {
  const { stack: check, ...rest } = await checkOne(
    { ...loaded, name: basename(loaded.file, ".yaml"), relativeFile: loaded.file },
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
