import type { Command } from "commander";
import { waiting } from "./progress";
import { chooseRegion } from "./stacks";

export function addPreflight(program: Command) {
  program
    .command("preflight")
    .description("Ask the live AWS account whether it can take a stack: quotas, offerings, reservations. Read-only.")
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .option("--json", "the rows as JSON")
    .addHelpText("after", "\nExample:\n  AWS_PROFILE=ml aidc preflight us-east-1")
    .action(preflightCommand);
}

async function preflightCommand(name: string, { json }: { json?: boolean }) {
  const chosen = chooseRegion(name);
  const [{ awsReads }, { preflight }, { factsOf }] = await Promise.all([
    import("../preflight/aws.js"),
    import("../preflight/preflight.js"),
    import("../preflight/factsOf.js"),
  ]);
  const show = await waiting(`asking AWS about ${chosen.stack.region}`, { quiet: json ?? false });
  const rows = await preflight(factsOf(chosen.stack), awsReads(chosen.stack.region)).finally(show.stop);
  if (json) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  } else {
    const [{ Painter }, { terminalOptions }] = await Promise.all([
      import("../plan/render/painter.js"),
      import("./terminal.js"),
    ]);
    const paint = new Painter(terminalOptions());
    const { green, yellow, red } = paint.colours;
    const colour = { pass: green, warn: yellow, fail: red, unknown: yellow };
    const lines = rows.map(({ status, check, subject, found, next = "" }) => [
      colour[status](status),
      check,
      subject,
      found,
      paint.colours.dim(next),
    ]);
    process.stdout.write(paint.page([paint.table(lines)]));
  }
  if (rows.some(({ status }) => status === "fail" || status === "unknown")) process.exitCode = 1;
}
