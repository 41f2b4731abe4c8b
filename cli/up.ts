import { type Command, InvalidArgumentError } from "commander";
import type { Deployment } from "../lifecycle/deployment";
import { askToGoOn, requireTerminal } from "./consent";
import { deployPrepared, prepareStack } from "./deployStack";
import { UseError } from "./failure";
import { chooseStack } from "./stacks";
import type { UpAllOptions } from "./upAll";

interface UpOptions extends UpAllOptions {
  all?: boolean;
}

export function addUp(program: Command) {
  program
    .command("up")
    .description("Deploy a stack with the installed Pulumi CLI: the plan, your consent, then just that plan.")
    .argument("[stack]", "a name in stacks/, or the path of a stack file")
    .option(
      "--all",
      "every stack in stacks/, wave after wave: what regions share, canaries, the rest; stops at a failure",
    )
    .option("--wave-size <n>", "with --all, how many stacks are deployed at the same time (default: 5)", waveSize)
    .option("--journal <file>", "with --all, where it is kept how far it came (default: .aidc/rollout.json)")
    .option("--restart", "with --all, begin anew where an earlier run stopped")
    .option("--yes", "do not ask for consent")
    .option("--json", "what became of it as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  aidc up us-east-1\n  aidc up us-east-1 --yes --json | jq .left\n  aidc up --all --wave-size 10\n\n" +
        "What stopped is gone on with by the same command. It needs `pulumi login` and AWS credentials.",
    )
    .action(upCommand);
}

async function upCommand(name: string | undefined, { all, ...options }: UpOptions) {
  if ((name === undefined) !== (all ?? false)) throw new UseError("name a stack, or use --all: one of the two.");
  // What is wrong with the name or its file is told before anything else is asked for.
  if (name !== undefined) chooseStack(name);
  if (!options.yes) requireTerminal("Pass --yes to deploy without asking.");
  if (name === undefined) process.exitCode = await (await import("./upAll.js")).upAll(options);
  else await upStack(name, options);
}

async function upStack(name: string, options: UpOptions) {
  const [{ exitCodeOf }, { terminalOptions }] = await Promise.all([
    import("../lifecycle/report.js"),
    import("./terminal.js"),
  ]);
  const deployment = await prepareStack(name);
  try {
    await consent(deployment, options);
    const report = await deployPrepared(deployment);
    if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else {
      const { renderReport } = await import("../lifecycle/render/report.js");
      process.stdout.write(renderReport(report, terminalOptions()));
    }
    process.exitCode = exitCodeOf(report);
  } finally {
    await deployment.discard();
  }
}

function waveSize(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size > 0) return size;
  throw new InvalidArgumentError("write how many stacks, such as 10.");
}

/** Shows what would be deployed, and asks where there is something to ask. Throws UseError without consent. */
async function consent(deployment: Deployment, { yes, json }: UpOptions) {
  const { renderDeployment } = await import("../lifecycle/render/deployment.js");
  const { terminalOptions } = await import("./terminal.js");
  const text = renderDeployment(deployment, terminalOptions());
  // With --json, standard output is for what became of it.
  (json ? process.stderr : process.stdout).write(`${text}\n`);
  const { stack, plan, refusal, unchanged, interrupted } = deployment;
  if (refusal || unchanged) return;
  if (yes) {
    if (interrupted.length > 0)
      throw new UseError(`${stack}: an update was cut off, as told above: without you to look, nothing is deployed.`);
    return;
  }
  await askToGoOn(`Deploy this to ${plan.region}? It makes billed resources.`, "nothing was deployed.");
}
