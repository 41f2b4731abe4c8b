import type { Command } from "commander";
import { Argument } from "commander";

/** Shells that completions can be written for. */
const shells = ["bash", "zsh", "fish", "powershell"];

export function addCompletion(program: Command) {
  program
    .command("completion")
    .description("A script that completes commands, options and stacks in your shell.")
    .addArgument(new Argument("<shell>", "your shell").choices(shells))
    .addHelpText("after", "\nExample:\n  source <(aidc completion bash)")
    .action(async (shell: string) => (await completions(program)).setup(program.name(), program.name(), shell));
}

/** The command that the script calls at each press of the tab key. */
export const completionRequest = "complete";

/** Makes `program` answer the script's calls. Lazy: the library is of no use to any other command. */
export async function completions(program: Command) {
  const [{ default: tab }, { allStacks }] = await Promise.all([
    import("@bomb.sh/tab/commander"),
    import("./stacks.js"),
  ]);
  const root = tab(program);
  for (const command of root.commands.values()) {
    for (const argument of command.arguments.values()) {
      if (/^stacks?$/.test(argument.name))
        argument.handler = (complete) => allStacks().forEach((stack) => complete(stack, ""));
    }
  }
  return root;
}
