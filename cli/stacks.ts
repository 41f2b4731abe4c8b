import { readdirSync } from "node:fs";
import { basename, extname, isAbsolute, join, relative, resolve } from "node:path";
import { type AnyStack, type LoadedStack, loadStack, loadStackFile, resolveStackFile } from "../spec/load";
import type { Stack } from "../spec/stack";

/** The toolkit's own folder: of `Pulumi.yaml`, `stacks/` and `policies/`. */
export const projectDirectory = resolve(__dirname, "..", "..");

const stacksDirectory = join(projectDirectory, "stacks");

/** A stack file chosen on the command line, loaded. */
export interface ChosenStack<S extends AnyStack = AnyStack> extends LoadedStack<S> {
  /** The Pulumi stack's name: the file's, without its ending. */
  name: string;
  /** The file relative to the project, as the program's configuration names it. */
  relativeFile: string;
}

/** Throws StackFileError with everything wrong with the file, or the nearest name where there is none. */
export function chooseStack(nameOrPath: string): ChosenStack {
  return choose(nameOrPath, loadStackFile);
}

/** A region's stack alone. Throws as `chooseStack` does, and where the stack is of another kind. */
export function chooseRegion(nameOrPath: string): ChosenStack<Stack> {
  return choose(nameOrPath, loadStack);
}

function choose<S extends AnyStack>(nameOrPath: string, load: (file: string) => LoadedStack<S>): ChosenStack<S> {
  const found = resolveStackFile(nameOrPath, stacksDirectory);
  const file = isAbsolute(found) ? found : resolve(found);
  return { ...load(file), name: basename(file, extname(file)), relativeFile: relative(projectDirectory, file) };
}

/** Names of all stacks in `stacks/` that can be deployed: files that name a region. */
export function allStacks(project = projectDirectory): string[] {
  const names = readdirSync(join(project, "stacks"))
    .filter((name) => name.endsWith(".yaml") && name !== "base.yaml")
    .map((name) => basename(name, ".yaml"));
  return names.sort();
}
