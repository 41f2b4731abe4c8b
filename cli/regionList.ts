import type { Command } from "commander";
import type { RegionOverview } from "../regions/overview";
import { UseError } from "./failure";
import { plan } from "./planStack";
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
  const [{ planEach }, { isPlanned, rowsOf }] = await Promise.all([
    import("./planAll.js"),
    import("../fleet/fleet.js"),
  ]);
  const rows = rowsOf(await planEach(names, { policy: true, engine: "embedded", ...(json && { json }) }));
  if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else {
    const [{ renderList }, { terminalOptions }] = await Promise.all([
      import("../regions/render.js"),
      import("./terminal.js"),
    ]);
    process.stdout.write(renderList(rows.filter(isPlanned), terminalOptions()));
  }
  for (const row of rows) {
    if (isPlanned(row)) continue;
    process.stderr.write(`${row.stack} has no plan: ${row.failure}\n`);
    process.exitCode = 2;
  }
}

/** A stack planned, at a glance. */
export async function overview(name: string, quiet = false): Promise<RegionOverview> {
  const { overviewOf } = await import("../regions/overview.js");
  return overviewOf(await plan(name, { policy: true, engine: "embedded", quiet }), chooseStack(name).stack);
}
