import { type Command, Option } from "commander";
import type { RenderedFile } from "../render/rendering";
import { type RenderingName, renderingNames, renderings } from "../render/renderings";
import { UseError } from "./failure";
import { plan } from "./planStack";
import { chooseRegion } from "./stacks";

interface RenderOptions {
  only?: RenderingName[];
  out?: string;
  json?: boolean;
}

export function addRender(program: Command) {
  program
    .command("render")
    .description("The configuration that other tools read, from the same stack file. Needs no cloud account.")
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .addOption(new Option("--only <kind...>", "these kinds instead of all").choices(renderingNames))
    .option("--out <dir>", "write the files below this folder instead of printing them")
    .option("--json", "the files as JSON: path and text")
    .addHelpText("after", "\nExample:\n  aidc render us-east-1 --only hadoop --out build")
    .action(renderCommand);
}

async function renderCommand(name: string, { only = renderingNames, out, json }: RenderOptions) {
  const files = await render(name, only);
  if (out !== undefined) {
    const { writeFiles } = await import("../render/writeFiles.js");
    try {
      writeFiles(out, files);
    } catch (error) {
      throw new UseError(`cannot write below ${out}: ${(error as Error).message}`);
    }
  }
  if (json) process.stdout.write(`${JSON.stringify(files, null, 2)}\n`);
  else if (out === undefined) process.stdout.write(printed(files));
  else process.stderr.write(files.map(({ path }) => `wrote ${path}\n`).join(""));
}

async function render(name: string, kinds: RenderingName[]): Promise<RenderedFile[]> {
  const { stack, name: stackName } = chooseRegion(name);
  let planned: ReturnType<typeof planOf> | undefined;
  const subject = { name: stackName, stack, plan: () => (planned ??= planOf(name)) };
  const files: RenderedFile[] = [];
  for (const kind of kinds) files.push(...(await renderings[kind](subject)));
  return files;
}

/** The plan, where the program runs to its end: half a region's configuration would look like a whole one. */
async function planOf(name: string) {
  const planned = await plan(name, { policy: false, quiet: true, engine: "embedded" });
  const errors = planned.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new UseError(errors.map(({ message }) => message).join("\n"));
  return planned;
}

/** A single file as it is, to be piped; several below their names, as `head` shows them. */
function printed(files: RenderedFile[]): string {
  if (files.length === 1) return files[0]?.text ?? "";
  return files.map(({ path, text }) => `==> ${path} <==\n${text}`).join("\n");
}
