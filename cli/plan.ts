import { type Command, Option } from "commander";
import type { Plan } from "../plan/plan";
import { UseError } from "./failure";
import { plan, type PlanOptions } from "./planStack";
import { allStacks } from "./stacks";

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
