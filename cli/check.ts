import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import type { CheckContext } from "../check/checkStack";
import type { Check } from "../plan/check/check";
import { isBroken } from "../plan/check/findings";
import { openBaseline } from "./baseline";
import { checkEach } from "./checkEach";
import { UseError } from "./failure";
import { missingState } from "./planStack";
import { rendererOf, writeReports } from "./reports";
import { allStacks, projectDirectory } from "./stacks";

interface CheckOptions {
  all?: boolean;
  base?: string;
  state?: string;
  packs: string[];
  baseline?: string;
  createBaseline?: boolean;
  shrinkBaseline?: boolean;
  report: string[];
  undetermined?: CheckContext["undeterminedFailsFrom"];
  date?: string;
  json?: boolean;
}

const collect = (value: string, previous: string[]) => [...previous, value];

export function addCheck(program: Command) {
  program
    .command("check")
    .description("What a pull request runs: what changes, what the policies say of it, and what it costs.")
    .argument("[stacks...]", "names in stacks/, or paths of stack files")
    .option("--all", "every stack in stacks/, several at once")
    .option("--base <ref>", "compare with this branch, tag or commit, where the two parted")
    .option("--report <file>", "also write a .md, .sarif, .xml (JUnit) or .json file; repeatable", collect, [])
    .option("--baseline <file>", "findings that fail nothing, since they were there before")
    .option("--create-baseline", "write what fails now to the baseline, which must not exist yet")
    .option("--shrink-baseline", "take out of the baseline what is fixed")
    .option("--packs <dir>", "a policy pack to run beside the shipped ones; repeatable", collect, [])
    .option("--state <file>", "judge what stands, from `pulumi stack export`, instead of a stack file")
    .addOption(
      new Option("--undetermined <severity>", "what is known only once deployed fails from this severity on")
        .choices(["low", "medium", "high", "critical", "never"])
        .default("critical"),
    )
    .option("--date <day>", "judge as of this day, as 2027-01-31 (default: SOURCE_DATE_EPOCH's, or today)")
    .option("--json", "the result as JSON (plan/check/check.schema.json)")
    .addHelpText("after", "\nExample:\n  aidc check --all --base origin/main --report comment.md --report aidc.sarif")
    .action(checkCommand);
}

async function checkCommand(names: string[], options: CheckOptions) {
  for (const file of options.report) rendererOf(file);
  const baseline = await openBaseline(options);
  const check = baseline.applied(await checked(names, options, baseline.fingerprints));
  await writeReports(check, options.report);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(check, null, 2)}\n`);
  } else {
    const [{ renderTerminal }, { terminalOptions }] = await Promise.all([
      import("../plan/render/check/terminal.js"),
      import("./terminal.js"),
    ]);
    process.stdout.write(renderTerminal(check, terminalOptions()));
  }
  process.exitCode = exitCodeOf(check);
}

/** 2 where a program itself failed, 1 where a policy or a budget objects. */
export function exitCodeOf({ stacks, verdict }: Pick<Check, "stacks" | "verdict">): number {
  if (stacks.some(isBroken)) return 2;
  return verdict === "fail" ? 1 : 0;
}

async function checked(names: string[], options: CheckOptions, known: ReadonlySet<string>): Promise<Check> {
  const [{ check, checkExport }, date] = await Promise.all([import("../check/run.js"), dayOf(options.date)]);
  const { state, base, undetermined: undeterminedFailsFrom, all, packs } = options;
  const settings = { date, baseline: known, ...(undeterminedFailsFrom && { undeterminedFailsFrom }) };
  if (state !== undefined) {
    refuseBeside("--state", { stacks: names.length > 0 || all, "--base": base, "--packs": packs.length > 0 });
    if (!existsSync(state)) throw missingState(state);
    return checkExport(state, settings);
  }
  const chosen = all ? allStacks() : names;
  if (chosen.length === 0)
    throw new UseError("name a stack, or use --all. `aidc check --all --base origin/main` is usual.");
  const asked = { ...settings, baseline: [...known], packs: packs.map((directory) => resolve(directory)) };
  return check((opened) => checkEach(chosen, { ...asked, ...(opened && { base: opened }) }, options.json), {
    ...{ projectDirectory, date },
    ...(base !== undefined && { base }),
    ...(all && { stacksIn: allStacks }),
  });
}

/** The day to judge as of: as given, else today's. */
export async function dayOf(given: string | undefined): Promise<string> {
  const { today, isDay } = await import("../policies/today.js");
  const date = given ?? today();
  if (!isDay(date)) throw new UseError(`--date is a day as 2027-01-31; found ${date}.`);
  return date;
}

/** Refuses options that say nothing beside another. */
function refuseBeside(option: string, others: Record<string, unknown>) {
  const given = Object.keys(others).find((name) => others[name]);
  if (given) throw new UseError(`${option} judges what stands: it takes no ${given}.`);
}
