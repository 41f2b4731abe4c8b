import type { Command } from "commander";
import { overview } from "./regionList";

export function addRegionCompare(region: Command) {
  region
    .command("compare")
    .description("Two stacks side by side: place, pools, verdict and bill. Needs no cloud account.")
    .argument("<a>", "a name in stacks/, or the path of a stack file")
    .argument("<b>", "another")
    .option("--json", "as JSON")
    .addHelpText("after", "\nExample:\n  aidc region compare us-east-1 stacks/examples/mnist.yaml")
    .action(compareCommand);
}

async function compareCommand(a: string, b: string, { json }: { json?: boolean }) {
  const [left, right] = [await overview(a, json), await overview(b, json)];
  if (json) {
    process.stdout.write(`${JSON.stringify([left, right], null, 2)}\n`);
    return;
  }
  const [{ renderComparison }, { terminalOptions }] = await Promise.all([
    import("../regions/render.js"),
    import("./terminal.js"),
  ]);
  process.stdout.write(renderComparison(left, right, terminalOptions()));
}
