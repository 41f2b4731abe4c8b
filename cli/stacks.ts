import { readdirSync } from "node:fs";
import { basename, extname, isAbsolute, join, relative, resolve } from "node:path";
import { loadStack, resolveStackFile, type LoadedStack } from "../spec/load";

/** The toolkit's own folder: of `Pulumi.yaml`, `stacks/` and `policies/`. */
export const projectDirectory = resolve(__dirname, "..", "..");

const stacksDirectory = join(projectDirectory, "stacks");

/** A stack file chosen on the command line, loaded. */
export interface ChosenStack extends LoadedStack {
  /** The Pulumi stack's name: the file's, without its ending. */
  name: string;
  /** The file relative to the project, as the program's configuration names it. */
  relativeFile: string;
}

/** Throws StackFileError with everything wrong with the file, or the nearest name where there is none. */
export function chooseStack(nameOrPath: string): ChosenStack {
  const found = resolveStackFile(nameOrPath, stacksDirectory);
  const file = isAbsolute(found) ? found : resolve(found);
  const loaded = loadStack(file);
  return { ...loaded, name: basename(file, extname(file)), relativeFile: relative(projectDirectory, file) };
}

/** Names of all stacks in `stacks/` that can be deployed: files that name a region. */
export function allStacks(project = projectDirectory): string[] {
  const names = readdirSync(join(project, "stacks"))
    .filter((name) => name.endsWith(".yaml") && name !== "base.yaml")
    .map((name) => basename(name, ".yaml"));
  return names.sort();
}
