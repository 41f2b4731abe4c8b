import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { UseError } from "./failure";
import { packsOf } from "./plan";
import { progress } from "./progress";
import { chooseStack, projectDirectory } from "./stacks";

interface UpOptions {
  yes?: boolean;
}

export function addUp(program: Command) {
  program
    .command("up")
    .description("Deploy a stack with the installed Pulumi CLI, its policy packs always on.")
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .option("--yes", "do not ask for consent")
    .addHelpText("after", "\nExample:\n  aidc plan us-east-1 && aidc up us-east-1")
    .action(upCommand);
}

async function upCommand(name: string, { yes }: UpOptions) {
  const chosen = chooseStack(name);
  if (!yes) await askConsent(chosen.name, chosen.stack.region);
  const { PulumiEngine } = await import("../engine/pulumi/pulumiEngine.js");
  const show = progress(chosen.name);
  try {
    const { succeeded, changes } = await new PulumiEngine().up({
      projectDirectory,
      stack: chosen.name,
      config: { "aidc:file": chosen.relativeFile },
      policyPacks: packsOf({ policy: true }).map((directory) => ({ directory })),
      onEvent: (event) => {
        show.onEvent(event);
        if (event.kind === "diagnostic")
          process.stderr.write(`${event.diagnostic.severity}: ${event.diagnostic.message}\n`);
      },
    });
    const done = Object.entries(changes).map(([kind, count]) => `${count} ${kind}`);
    process.stdout.write(`${chosen.name}: ${succeeded ? "deployed" : "stopped"}, ${done.join(", ")}\n`);
    if (!succeeded) process.exitCode = 1;
  } finally {
    show.stop();
  }
}

async function askConsent(stack: string, region: string) {
  if (!process.stdin.isTTY)
    throw new UseError("there is no terminal to ask for consent on. Pass --yes to deploy without asking.");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Deploy ${stack} to ${region}? It makes billed resources. [y/N] `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new UseError("nothing was deployed.");
}
