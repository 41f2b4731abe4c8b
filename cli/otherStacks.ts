import { join, relative } from "node:path";
import type { Engine, PropertyMap } from "../engine/engine";
import { loadStackFile } from "../spec/load";
import { allStacks, projectDirectory } from "./stacks";

const here = { directory: projectDirectory, programDirectory: projectDirectory };

/**
 * Answers a stack's references to other stacks of this project with their own previews, each made once, when it is asked for.
 * What a stack of another project puts out stays unknown, as does what stacks that refer to each other in a circle do.
 * `place` is where they stand: `directory` holds `stacks/`, `programDirectory` the program that plans them.
 *
 * @throws StackFileError where another stack's file is at fault.
 */
export function otherStacks(engine: Engine, stack: string, place = here) {
  return outputsFor(engine, place, [stack]);
}

/** Answers with what is known already, and asks for the rest. */
export function knownStacks(
  outputs: Record<string, PropertyMap> = {},
  ask: ReturnType<typeof otherStacks>,
): typeof ask {
  return (reference) => (reference in outputs ? Promise.resolve(outputs[reference] ?? {}) : ask(reference));
}

function outputsFor(engine: Engine, place: typeof here, referring: string[]) {
  const previews = new Map<string, Promise<PropertyMap>>();
  return (reference: string): Promise<PropertyMap> | undefined => {
    const [, project, name = ""] = reference.split("/");
    if (project !== "aidc" || referring.includes(name) || !allStacks(place.directory).includes(name)) return undefined;
    const outputs = previews.get(name) ?? outputsOf(engine, place, name, referring);
    previews.set(name, outputs);
    return outputs;
  };
}

async function outputsOf(engine: Engine, place: typeof here, name: string, referring: string[]): Promise<PropertyMap> {
  const { file } = loadStackFile(join(place.directory, "stacks", `${name}.yaml`));
  const { outputs } = await engine.preview({
    projectDirectory: place.programDirectory,
    stack: name,
    config: { "aidc:file": relative(place.programDirectory, file) },
    stackOutputs: outputsFor(engine, place, [...referring, name]),
  });
  return outputs;
}
