import type { Command } from "commander";
import type { Deployer, DestroyRequest } from "../engine/deployer";
import type { Destruction, DestructionReport } from "../lifecycle/destruction";
import { ask, requireTerminal } from "./consent";
import { deploymentProgress } from "./deploymentProgress";
import { UseError } from "./failure";
import { untilInterrupted } from "./interruption";
import { waiting } from "./progress";
import { chooseStack, projectDirectory, stacksJoining } from "./stacks";

interface DestroyOptions {
  yes?: boolean;
  name?: string;
  excludeProtected?: boolean;
  json?: boolean;
}

export function addDestroy(program: Command) {
  program
    .command("destroy")
    .description("Destroy what a stack made, after it has told what is lost, and you have typed the stack's name.")
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .option("--exclude-protected", "keep what is protected, and what that depends on")
    .option("--yes", "do not ask; only with --name")
    .option("--name <stack>", "the stack's name, in place of typing it")
    .option("--json", "what became of it as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  aidc destroy us-east-1-development\n  aidc destroy us-east-1-development --yes --name us-east-1-development",
    )
    .action(destroyCommand);
}

async function destroyCommand(name: string, options: DestroyOptions) {
  const { name: stack } = chooseStack(name);
  checkUse(stack, options);
  const request: DestroyRequest = {
    projectDirectory,
    stack,
    excludeProtected: options.excludeProtected ?? false,
  };
  const [{ PulumiEngine }, lifecycle, render, { terminalOptions }] = await Promise.all([
    import("../engine/pulumi/pulumiEngine.js"),
    import("../lifecycle/destruction.js"),
    import("../lifecycle/render/destruction.js"),
    import("./terminal.js"),
  ]);
  const engine = new PulumiEngine();
  const show = await waiting(`${stack}: reading what stands`);
  const destruction = await lifecycle.prepareDestruction(engine, request, stacksJoining(stack)).finally(show.stop);
  const terminal = terminalOptions();
  // With --json, standard output is for what became of it.
  (options.json ? process.stderr : process.stdout).write(`${render.renderDestruction(destruction, terminal)}\n`);
  let report: DestructionReport;
  if (lifecycle.obstacleTo(destruction)) {
    report = lifecycle.reportOf(destruction);
  } else {
    if (!options.yes) await consent(destruction);
    report = await destroyed(destruction, engine, request);
  }
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : render.renderReport(report, terminal));
  process.exitCode = lifecycle.exitCodeOf(report);
}

/** A destruction is asked for twice: by the command, and by the stack's name. */
function checkUse(stack: string, { yes, name }: DestroyOptions) {
  if (yes && name === undefined) throw new UseError(`--yes goes with the stack's name: --yes --name ${stack}.`);
  if (name !== undefined && name !== stack)
    throw new UseError(`--name ${name} is not the name of the stack to destroy, ${stack}: nothing was destroyed.`);
  if (!yes) requireTerminal(`Pass --yes --name ${stack} to destroy without asking.`);
}

async function consent({ stack }: Destruction) {
  const question = `This cannot be undone. Type the stack's name, ${stack}, to destroy it: `;
  const typed = await ask(question, "nothing was destroyed.");
  if (typed !== stack) throw new UseError("that is not its name: nothing was destroyed.");
}

async function destroyed(
  destruction: Destruction,
  engine: Deployer,
  request: DestroyRequest,
): Promise<DestructionReport> {
  const { stack, deleted: expected } = destruction;
  const { reportOf } = await import("../lifecycle/destruction.js");
  const show = await deploymentProgress({ stack, expected });
  const begun = Date.now();
  try {
    const result = await untilInterrupted(
      (signal) => engine.destroy(request, { onEvent: show.onEvent, signal }),
      show.say,
    );
    return reportOf(destruction, result, Math.round((Date.now() - begun) / 1000));
  } finally {
    show.stop();
  }
}
