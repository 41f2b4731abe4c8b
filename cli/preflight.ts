import type { Command } from "commander";
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
  const rows = await preflight(factsOf(chosen.stack), awsReads(chosen.stack.region));
  if (json) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  } else {
    const { default: Table } = await import("cli-table3");
    const table = new Table({
      head: ["", "check", "of", "found", "next"],
      colWidths: [9, 20, 30, 36, 50],
      wordWrap: true,
      style: { head: [], border: [] },
    });
    for (const { status, check, subject, found, next = "" } of rows) table.push([status, check, subject, found, next]);
    process.stdout.write(`${table.toString()}\n`);
  }
  if (rows.some(({ status }) => status === "fail" || status === "unknown")) process.exitCode = 1;
}
