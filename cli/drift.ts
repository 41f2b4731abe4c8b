import type { Command } from "commander";
import type { Drift } from "../engine/deployer";
import type { Check } from "../plan/check/check";
import { dayOf } from "./check";
import { progress } from "./progress";
import { rendererOf, writeReports } from "./reports";
import { type ChosenStack, chooseStack, projectDirectory } from "./stacks";

interface DriftOptions {
  json?: boolean;
  report: string[];
}

export function addDrift(program: Command) {
  program
    .command("drift")
    .description("How what stands in the cloud differs from what was deployed. Asks the cloud, and changes nothing.")
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .option("--json", "the differences as JSON")
    .option(
      "--report <file>",
      "also write a .md, .sarif, .xml (JUnit) or .json file, as `aidc check`; repeatable",
      (value: string, previous: string[]) => [...previous, value],
      [],
    )
    .addHelpText("after", "\nExample:\n  aidc drift us-east-1 --report drift.sarif")
    .action(driftCommand);
}

async function driftCommand(name: string, { json, report }: DriftOptions) {
  for (const file of report) rendererOf(file);
  const chosen = chooseStack(name);
  const drift = await driftFound(chosen);
  if (report.length > 0) await writeReports(await checkOf(chosen, drift), report);
  if (json) process.stdout.write(`${JSON.stringify({ schemaVersion: 1, stack: chosen.name, ...drift }, null, 2)}\n`);
  else {
    const [{ renderDrift }, { terminalOptions }] = await Promise.all([
      import("../lifecycle/render/drift.js"),
      import("./terminal.js"),
    ]);
    process.stdout.write(renderDrift(chosen.name, drift, terminalOptions()));
  }
  process.exitCode = drift.errors.length > 0 ? 2 : drift.drifted.length > 0 ? 1 : 0;
}

async function driftFound({ name }: ChosenStack): Promise<Drift> {
  const { PulumiEngine } = await import("../engine/pulumi/pulumiEngine.js");
  const show = await progress(name);
  try {
    return await new PulumiEngine().drift({
      projectDirectory,
      stack: name,
      onEvent: show.onEvent,
    });
  } finally {
    show.stop();
  }
}

async function checkOf(chosen: ChosenStack, drift: Drift): Promise<Check> {
  const { driftCheck, driftRules } = await import("../lifecycle/driftCheck.js");
  const { name, relativeFile, stack } = chosen;
  const { region, environment } = stack;
  const location = { ...chosen.position([]), file: relativeFile };
  const check = driftCheck({ name, file: relativeFile, region, environment, location }, drift);
  return {
    schemaVersion: 1,
    date: await dayOf(undefined),
    verdict: check.verdict,
    rules: driftRules,
    stacks: [check],
    removedStacks: [],
  };
}
