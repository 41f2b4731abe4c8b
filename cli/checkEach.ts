import { basename, extname } from "node:path";
import type { OpenBase } from "../check/base";
import type { CheckContext } from "../check/checkStack";
import type { CheckedSubject } from "../check/run";
import type { EngineEvent, PropertyMap } from "../engine/engine";
import { eachStack } from "../fleet/pool";
import { backboneOutputs, stackWorker } from "./fleet";
import { knownStacks, otherStacks } from "./otherStacks";
import { engineOf } from "./planStack";
import { progress, waiting } from "./progress";
import { chooseStack, projectDirectory } from "./stacks";

/** How stacks are checked, as it can be told to another process. */
export interface CheckSettings extends Pick<CheckContext, "date" | "packs" | "undeterminedFailsFrom"> {
  base?: OpenBase;
  /** Fingerprints that the baseline knows. */
  baseline: readonly string[];
  /** What stacks put out that have been planned already, by the folder they stand in. */
  stackOutputs?: Record<string, Record<string, PropertyMap>>;
}

/** Checks one stack in this process, which may throw; several in others, where one that cannot be checked fails alone. */
export async function checkEach(names: readonly string[], settings: CheckSettings, quiet = false) {
  const [alone] = names;
  return names.length === 1 && alone !== undefined
    ? checkHere(alone, settings, quiet)
    : checkApart(names, settings, quiet);
}

async function checkHere(name: string, settings: CheckSettings, quiet: boolean): Promise<CheckedSubject[]> {
  const show = await progress(name, quiet);
  try {
    return [await checkSubject(name, settings, show.onEvent)];
  } finally {
    show.stop();
  }
}

async function checkApart(
  names: readonly string[],
  settings: CheckSettings,
  quiet: boolean,
): Promise<CheckedSubject[]> {
  const { unchecked } = await import("../check/run.js");
  const show = await waiting(`checking ${names.length} stacks`, { quiet });
  try {
    const given = { ...settings, stackOutputs: await outputsByFolder(names, settings.base) };
    const outcomes = await eachStack<CheckedSubject>(names, "checked", [given], {
      worker: stackWorker,
      onDone: (done) => show.update(`checked ${done} of ${names.length} stacks`),
    });
    return outcomes.map((outcome) => {
      if ("result" in outcome) return outcome.result;
      const { stack: asked, failure } = outcome;
      const [name, file] = extname(asked) ? [basename(asked, extname(asked)), asked] : [asked, `stacks/${asked}.yaml`];
      return { stack: unchecked(name, file, failure), otherRules: [] };
    });
  } finally {
    show.stop();
  }
}

async function outputsByFolder(names: readonly string[], base: OpenBase | undefined) {
  const here = { directory: projectDirectory, programDirectory: projectDirectory };
  const places = base ? [here, base] : [here];
  const outputs = await Promise.all(
    places.map(async (place) => [place.directory, await backboneOutputs(names, place)] as const),
  );
  return Object.fromEntries(outputs);
}

/** @throws StackFileError, EngineError where the stack's file, its program or a pack is at fault. */
export async function checkSubject(
  name: string,
  { baseline, stackOutputs = {}, ...settings }: CheckSettings,
  onEvent?: (event: EngineEvent) => void,
): Promise<CheckedSubject> {
  const [{ checkStack }, engine] = await Promise.all([import("../check/checkStack.js"), engineOf("embedded")]);
  const { stack, otherRules } = await checkStack(chooseStack(name), {
    ...settings,
    engine,
    projectDirectory,
    baseline: new Set(baseline),
    stackOutputs: (of, place) => knownStacks(stackOutputs[place.directory], otherStacks(engine, of, place)),
    ...(onEvent && { onEvent }),
  });
  return { stack, otherRules };
}
