import { readdirSync } from "node:fs";
import { basename, extname, join, relative, resolve } from "node:path";
import { type AnyStack, type LoadedStack, loadStack, loadStackFile, resolveStackFile } from "../spec/load";
import { StackFileError } from "../spec/problems";
import type { Stack } from "../spec/stack";
import { checkStackName } from "../spec/stackName";

/** The toolkit's own folder: of `Pulumi.yaml`, `stacks/` and `policies/`. */
export const projectDirectory = resolve(__dirname, "..", "..");

const stacksDirectory = join(projectDirectory, "stacks");

/** A stack file named on the command line. */
export interface FoundStack {
  /** The Pulumi stack's name: the file's, without its ending. */
  name: string;
  file: string;
  /** The file relative to the project, as the program's configuration names it. */
  relativeFile: string;
}

/** A stack file chosen on the command line, loaded. */
export type ChosenStack<S extends AnyStack = AnyStack> = FoundStack & LoadedStack<S>;

/** Throws StackFileError with everything wrong with the file, or the nearest name where there is none. */
export function chooseStack(nameOrPath: string): ChosenStack {
  return choose(nameOrPath, loadStackFile);
}

/** A region's stack alone. Throws as `chooseStack` does, and where the stack is of another kind. */
export function chooseRegion(nameOrPath: string): ChosenStack<Stack> {
  return choose(nameOrPath, loadStack);
}

function choose<S extends AnyStack>(nameOrPath: string, load: (file: string) => LoadedStack<S>): ChosenStack<S> {
  const found = findStack(nameOrPath);
  return { ...load(found.file), ...found };
}

/** Throws StackFileError with the nearest name where there is none, and where no stack may bear it; what the file says is read later. */
export function findStack(nameOrPath: string): FoundStack {
  const file = resolve(resolveStackFile(nameOrPath, stacksDirectory));
  const name = basename(file, extname(file));
  checkStackName(name, file);
  return { name, file, relativeFile: relative(projectDirectory, file) };
}

/** Names of the stacks in `stacks/` that join the Backbone, whose outputs their programs read. What cannot be loaded is left out. */
export function stacksJoining(backbone: string): string[] {
  return allStacks().filter((name) => {
    try {
      const { stack } = chooseStack(name);
      return stack.kind === "Region" && stack.network.interconnect?.backbone === backbone;
    } catch (error) {
      if (error instanceof StackFileError) return false;
      throw error;
    }
  });
}

/** Names of all stacks in `stacks/` that can be deployed: files that name a region. */
export function allStacks(project = projectDirectory): string[] {
  const names = readdirSync(join(project, "stacks"))
    .filter((name) => name.endsWith(".yaml") && name !== "base.yaml")
    .map((name) => basename(name, ".yaml"));
  return names.sort();
}
