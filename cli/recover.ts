import type { Command } from "commander";
import type { RecoveryStep } from "../plan/recovery/steps";
import { UseError } from "./failure";
import { plan } from "./planStack";
import { chooseRegion } from "./stacks";

export function addRecover(program: Command) {
  program
    .command("recover")
    .description("What to do when a region is lost.")
    .addHelpText("after", "\nExample:\n  aidc recover plan us-east-1 > region-loss.md")
    .command("plan")
    .description("The steps in order, with the stack's own names. Needs no cloud account: print it before you need it.")
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .option("--json", "the steps as JSON")
    .addHelpText("after", "\nExample:\n  aidc recover plan us-east-1 > region-loss.md")
    .action(recoverCommand);
}

async function recoverCommand(name: string, { json }: { json?: boolean }) {
  chooseRegion(name); // A Backbone's own recovery is no stack file's to choose.
  const planned = await plan(name, { policy: false, engine: "embedded" });
  const errors = planned.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new UseError(errors.map(({ message }) => message).join("\n"));
  const { recoverySteps } = await import("../plan/recovery/steps.js");
  const steps = recoverySteps(planned);
  if (steps.length === 0) throw new UseError(`${name} has no recovery: set \`recovery.mode\` in its stack file.`);
  process.stdout.write(json ? `${JSON.stringify(steps, null, 2)}\n` : markdown(planned.stack, steps));
}

function markdown(stack: string, steps: RecoveryStep[]): string {
  const body = steps.map(({ title, commands }, index) =>
    [`${index + 1}. ${title}`, "", ...commands.map((command) => `       ${command}`), ""].join("\n"),
  );
  return `# When ${stack} is lost\n\n${body.join("\n")}`;
}
