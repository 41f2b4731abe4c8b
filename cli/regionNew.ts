import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { siteRanges } from "../regions/backboneRanges";
import type { RegionDraft } from "../regions/draft";
import { UseError } from "./failure";
import { defaultSource, defaults, environments, type NewOptions, type NewRegion } from "./newRegion";
import { overview } from "./regionList";
import type { Stack } from "../spec/stack";
import { allStacks, type ChosenStack, chooseRegion, chooseStack, projectDirectory } from "./stacks";

export function addRegionNew(region: Command) {
  region
    .command("new")
    .description("Write the stack file of a region like another one, and plan both. Needs no cloud account.")
    .argument("[region]", "an AWS region; asked for on a terminal")
    .option("--from <stack>", `the stack to take after (default: ${defaultSource})`)
    .option("--name <stack>", "the new stack's name (default: the region's, with the environment outside production)")
    .addOption(new Option("--environment <environment>", "default: the source's").choices(environments))
    .option("--type <pool=type>", "the instance type of a pool, instead of the nearest; repeatable", typeOf, {})
    .option("--dry-run", "print the stack file and write nothing")
    .option("--json", "the stack file, what changed and why, and both stacks at a glance, as JSON")
    .addHelpText("after", "\nExample:\n  aidc region new eu-central-1 --from us-east-1 --dry-run")
    .action(newCommand);
}

async function newCommand(asked: string | undefined, options: NewOptions) {
  const wanted = asked === undefined ? await ask(options) : { ...options, ...defaults(asked, options), region: asked };
  const source = chooseRegion(wanted.from);
  const draft = await draftOf(wanted, source);
  if (wanted.dryRun && !wanted.json) return showDraft(draft);
  if (!wanted.dryRun) write(draft);
  const { renderChanges, renderComparison } = await import("../regions/render.js");
  const { terminalOptions } = await import("./terminal.js");
  if (wanted.json) {
    const { name, file, text, changes } = draft;
    const overviews = wanted.dryRun ? [] : [await overview(wanted.from, true), await overview(name, true)];
    process.stdout.write(
      `${JSON.stringify({ name, file: relative(projectDirectory, file), text, changes, overviews }, null, 2)}\n`,
    );
    return;
  }
  const written = [draft.file, settingsFile(draft.name)].map((file) => relative(projectDirectory, file));
  process.stdout.write(`Wrote ${written.join(" and ")}. Other than in ${wanted.from}:\n`);
  process.stdout.write(`${renderChanges(draft.changes, terminalOptions())}\n`);
  const [before, after] = [await overview(wanted.from), await overview(draft.name)];
  process.stdout.write(renderComparison(before, after, terminalOptions()));
  process.stdout.write(
    `\nNext\n  See all of it: aidc plan ${draft.name}\n  Ask the account: aidc preflight ${draft.name}\n`,
  );
  process.exitCode = after.verdict === "fail" || after.errors.length > 0 ? 1 : 0;
}

async function ask(options: NewOptions): Promise<NewRegion> {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new UseError("name the region: aidc region new eu-central-1. On a terminal, it is asked for.");
  return (await import("./regionPrompts.js")).askForRegion(options);
}

const settingsFile = (name: string) => join(projectDirectory, `Pulumi.${name}.yaml`);

async function draftOf(
  { region, name, environment, type: types }: NewRegion,
  source: ChosenStack<Stack>,
): Promise<RegionDraft> {
  const [{ draftRegion }, { today }] = await Promise.all([
    import("../regions/draft.js"),
    import("../policies/today.js"),
  ]);
  const file = join(projectDirectory, "stacks", `${name}.yaml`);
  for (const taken of [file, settingsFile(name)]) {
    if (existsSync(taken))
      throw new UseError(
        `${relative(projectDirectory, taken)} exists and is not overwritten. Give another --name, or remove it.`,
      );
  }
  return draftRegion(
    { region, name, types, ...(environment && { environment }) },
    { ...source, text: readFileSync(source.file, "utf8") },
    { file, schema: join(projectDirectory, "spec", "stack.schema.json"), taken: takenRanges(source), today: today() },
  );
}

/** Every address range that a stack has. A stack file that cannot be read is told of, since its range may be taken too. */
function takenRanges(source: ChosenStack<Stack>) {
  const others = allStacks().flatMap((name) => {
    try {
      const { stack } = chooseStack(name);
      return stack.kind === "Region" ? [{ cidr: stack.network.cidr, by: name }] : siteRanges(stack, name);
    } catch {
      process.stderr.write(`warning: stacks/${name}.yaml cannot be read, so its address range is not known.\n`);
      return [];
    }
  });
  return [...others, { cidr: source.stack.network.cidr, by: source.name }];
}

function write({ name, file, text, settings }: RegionDraft) {
  writeFileSync(file, text, { flag: "wx" });
  writeFileSync(settingsFile(name), settings, { flag: "wx" });
}

async function showDraft({ text, changes }: RegionDraft) {
  const { renderChanges } = await import("../regions/render.js");
  const { terminalOptions } = await import("./terminal.js");
  process.stderr.write(renderChanges(changes, { ...terminalOptions(), colour: false }));
  process.stdout.write(text);
}

function typeOf(text: string, before: Record<string, string>): Record<string, string> {
  const [, pool = "", type = ""] = /^([a-z0-9-]+)=([a-z0-9-]+\.[a-z0-9-]+)$/.exec(text) ?? [];
  if (pool === "") throw new InvalidArgumentError("write a pool and its type, such as train-h200=p4de.24xlarge.");
  return { ...before, [pool]: type };
}
