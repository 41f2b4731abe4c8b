import type { Engine, PropertyMap } from "../engine/engine";
import { allStacks, chooseStack, projectDirectory } from "./stacks";

/**
 * Answers a stack's references to other stacks of this project with their own previews, each made once, when it is asked for.
 * What a stack of another project puts out stays unknown, as does what stacks that refer to each other in a circle do.
 */
export function otherStacks(engine: Engine, ...referring: string[]) {
  const previews = new Map<string, Promise<PropertyMap>>();
  return (reference: string): Promise<PropertyMap> | undefined => {
    const [, project, name = ""] = reference.split("/");
    if (project !== "aidc" || referring.includes(name) || !allStacks().includes(name)) return undefined;
    const outputs = previews.get(name) ?? outputsOf(engine, name, referring);
    previews.set(name, outputs);
    return outputs;
  };
}

async function outputsOf(engine: Engine, name: string, referring: string[]): Promise<PropertyMap> {
  const { relativeFile } = chooseStack(name);
  const { outputs } = await engine.preview({
    projectDirectory,
    stack: name,
    config: { "aidc:file": relativeFile },
    stackOutputs: otherStacks(engine, ...referring, name),
  });
  return outputs;
}
