import type { Command } from "commander";
import type { RegionOverview } from "../regions/overview";
import { UseError } from "./failure";
import { plan } from "./plan";
import { allStacks, chooseStack } from "./stacks";

export function addRegionList(region: Command) {
  region
    .command("list")
    .description("Every stack with its accelerators, verdict and bill. Needs no cloud account.")
    .option("--json", "as JSON")
    .addHelpText("after", "\nExample:\n  aidc region list")
    .action(listCommand);
}

async function listCommand({ json }: { json?: boolean }) {
  const names = allStacks();
  if (names.length === 0) throw new UseError("there is no stack in stacks/. `aidc region new` makes one.");
  const overviews: RegionOverview[] = [];
  for (const name of names) overviews.push(await overview(name, json));
  if (json) process.stdout.write(`${JSON.stringify(overviews, null, 2)}\n`);
  else {
    const [{ renderList }, { terminalOptions }] = await Promise.all([
      import("../regions/render.js"),
      import("./terminal.js"),
    ]);
    process.stdout.write(renderList(overviews, terminalOptions()));
  }
}

/** A stack planned, at a glance. */
export async function overview(name: string, quiet = false): Promise<RegionOverview> {
  const { overviewOf } = await import("../regions/overview.js");
  return overviewOf(await plan(name, { policy: true, engine: "embedded", quiet }), chooseStack(name).stack);
}
