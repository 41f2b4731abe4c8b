import { Command, CommanderError } from "commander";
import { addBill } from "./bill";
import { addCatalog } from "./catalog";
import { addCertify } from "./certify";
import { addCheck } from "./check";
import { addCompletion, completionRequest, completions } from "./completion";
import { reportFailure } from "./failure";
import { addDestroy } from "./destroy";
import { addDrift } from "./drift";
import { addPlan } from "./plan";
import { addPolicy } from "./policy";
import { addPreflight } from "./preflight";
import { showProgress } from "./progress";
import { addRecover } from "./recover";
import { addRegion } from "./region";
import { addRender } from "./render";
import { addReport } from "./report";
import { addSize } from "./size";
import { showEverything } from "./terminal";
import { addUp } from "./up";
import { packageVersion } from "./version";

/** Runs the command line. Exit codes: 0 fine, 1 findings, 2 bad input or use. */
export async function main(argv: string[]): Promise<void> {
  const program = new Command("aidc")
    .description("The AI data centre, as code: plan, judge, price and deploy a GPU region from one stack file.")
    .version(packageVersion(), "-V, --version", "the toolkit's version")
    .option("--quiet", "no progress on stderr")
    .option("--verbose", "everything: each finding, change, line of the bill, reason and message")
    .hook("preAction", (_, command) => {
      const { quiet = false, verbose = false } = command.optsWithGlobals<{ quiet?: boolean; verbose?: boolean }>();
      showProgress(!quiet);
      showEverything(verbose);
    })
    .addHelpText("after", "\nExample:\n  aidc plan us-east-1      what it makes, whether it is allowed, what it costs");
  for (const add of [
    addPlan,
    addCheck,
    addUp,
    addDrift,
    addDestroy,
    addRegion,
    addPreflight,
    addCertify,
    addRender,
    addReport,
    addRecover,
    addSize,
    addBill,
    addPolicy,
    addCatalog,
    addCompletion,
  ])
    add(program);
  everyCommand(program, (command) =>
    command
      .exitOverride()
      .configureHelp({ showGlobalOptions: true })
      .showHelpAfterError("(--help shows what is allowed)"),
  );
  try {
    if (argv[2] === completionRequest) await completions(program);
    await program.parseAsync(argv);
  } catch (error) {
    // Commander has already told the user; help and version are not errors.
    process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : reportFailure(error);
  }
}

function everyCommand(command: Command, change: (command: Command) => void) {
  change(command);
  for (const child of command.commands) everyCommand(child, change);
}
