import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Command, Option } from "commander";
import type { Engine, PreviousResource, PropertyMap } from "../engine/engine";
import type { OwnPrices } from "../plan/bill";
import type { Plan } from "../plan/plan";
import { UseError } from "./failure";
import { knownStacks, otherStacks } from "./otherStacks";
import { progress } from "./progress";
import { allStacks, chooseStack, projectDirectory } from "./stacks";

export interface PlanOptions {
  all?: boolean;
  json?: boolean;
  quiet?: boolean;
  policy: boolean;
  pack?: string[];
  engine: "embedded" | "pulumi";
  state?: string;
  /** A folder for each stack's whole plan, beside the summary of all. */
  out?: string;
  /** What other stacks put out, where somebody has planned them already. Others are planned when they are asked for. */
  stackOutputs?: Record<string, PropertyMap>;
  /** In place of the stack file's own, by concern. */
  discounts?: OwnPrices["discounts"];
}

export function addPlan(program: Command) {
  program
    .command("plan")
    .description("What a stack makes, whether it is allowed, and what it costs. Needs no cloud account.")
    .argument("[stacks...]", "names in stacks/, or paths of stack files")
    .option("--all", "every stack in stacks/, several at once, with one summary and their address plan")
    .option("--json", "the plan as JSON (plan/plan.schema.json); of all, the summary (fleet/fleet.schema.json)")
    .option("--out <dir>", "with --all, also write each stack's plan there, as <stack>.json")
    .option("--no-policy", "run no policy pack")
    .option("--pack <dir...>", "policy packs to run instead of the shipped ones")
    .option("--state <file>", "what stands already, from `pulumi stack export`")
    .addOption(
      new Option("--engine <engine>", "pulumi asks the installed CLI and the cloud")
        .choices(["embedded", "pulumi"])
        .default("embedded"),
    )
    .addHelpText("after", "\nExample:\n  aidc plan us-east-1 --json | jq .bill.monthlyUSD")
    .action(planCommand);
}

async function planCommand(names: string[], options: PlanOptions) {
  if (options.all) {
    if (options.state !== undefined)
      throw new UseError("--state tells what stands of one stack: it goes with no --all.");
    process.exitCode = await (await import("./planAll.js")).planAll(allStacks(), options);
    return;
  }
  if (options.out !== undefined) throw new UseError("--out goes with --all. Of one stack, redirect --json.");
  if (names.length === 0)
    throw new UseError("name a stack, or use --all. `aidc plan us-east-1` plans the reference region.");
  const plans: Plan[] = [];
  for (const name of names) plans.push(await plan(name, options));
  if (options.json) {
    process.stdout.write(`${JSON.stringify(plans.length === 1 ? plans[0] : plans, null, 2)}\n`);
  } else {
    const { renderTerminal } = await import("../plan/render/terminal.js");
    const { terminalOptions } = await import("./terminal.js");
    const terminal = terminalOptions();
    process.stdout.write(plans.map((each) => renderTerminal(each, terminal)).join("\n"));
  }
  process.exitCode = Math.max(...plans.map(exitCodeOf));
}

/** 2 where the program itself failed, 1 where a policy or the budget objects. */
function exitCodeOf({ diagnostics, policy, bill }: Plan): number {
  if (diagnostics.some(({ severity }) => severity === "error")) return 2;
  return policy.verdict === "fail" || bill.monthlyUSD > bill.budgetMonthlyUSD ? 1 : 0;
}

export async function plan(name: string, options: PlanOptions): Promise<Plan> {
  const chosen = chooseStack(name);
  const [engine, previous] = await Promise.all([engineOf(options.engine), previousOf(options.state)]);
  const show = progress(chosen.name, options.quiet || options.json);
  try {
    const [preview, { planFacts, planOf, verdictOf }] = await Promise.all([
      engine.preview({
        projectDirectory,
        stack: chosen.name,
        config: { "aidc:file": chosen.relativeFile },
        policyPacks: (judgesHere(options) ? [] : packsOf(options)).map((directory) => ({ directory })),
        stackOutputs: knownStacks(options.stackOutputs, otherStacks(engine, chosen.name)),
        onEvent: show.onEvent,
        ...(previous ? { previous } : {}),
      }),
      readersOf(options),
    ]);
    const facts = planFacts(chosen.name, chosen.relativeFile, atDiscounts(chosen.stack, options.discounts));
    const failed = preview.diagnostics.some(({ severity }) => severity === "error");
    if (failed || !verdictOf) return planOf(preview, facts);
    return planOf(preview, facts, verdictOf(preview.resources, projectDirectory));
  } finally {
    show.stop();
  }
}

/** What reads a preview. It loads once the preview's program has started, and while that runs. */
async function readersOf(options: PlanOptions) {
  await setImmediate();
  const { planFacts, planOf } = await import("../plan/planOf.js");
  const verdictOf = judgesHere(options) && (await import("../policies/verdict.js")).shippedVerdict;
  return { planFacts, planOf, verdictOf };
}

function atDiscounts<T extends { prices?: OwnPrices }>(stack: T, discounts: OwnPrices["discounts"] = {}): T {
  if (Object.keys(discounts).length === 0) return stack;
  return { ...stack, prices: { ...stack.prices, discounts: { ...stack.prices?.discounts, ...discounts } } };
}

/** Offline, the shipped packs are judged in this process; a process for each would take longer than the rest of the plan. */
const judgesHere = ({ policy, pack, engine }: PlanOptions) => policy && !pack && engine === "embedded";

export async function engineOf(name: PlanOptions["engine"]): Promise<Engine> {
  if (name === "pulumi") return new (await import("../engine/pulumi/pulumiEngine.js")).PulumiEngine();
  return new (await import("../engine/embedded/embeddedEngine.js")).EmbeddedEngine();
}

async function previousOf(file: string | undefined): Promise<PreviousResource[] | undefined> {
  if (file === undefined) return undefined;
  if (!existsSync(file)) throw missingState(file);
  return (await import("../engine/stackExport.js")).readStackExport(file);
}

export const missingState = (file: string) =>
  new UseError(`there is no file ${file}. Write it with \`pulumi stack export --file ${file}\`.`);

/** Folders of the packs to run: those asked for, or every shipped one. */
export function packsOf({ policy, pack }: Pick<PlanOptions, "policy" | "pack">): string[] {
  if (!policy) return [];
  if (pack) return pack.map((directory) => resolve(directory));
  const shipped = join(projectDirectory, "policies");
  return readdirSync(shipped)
    .map((name) => join(shipped, name))
    .filter((directory) => existsSync(join(directory, "PulumiPolicy.yaml")))
    .sort();
}
