import type { Command } from "commander";
import { UseError } from "./failure";

export function addCatalogShow(catalog: Command) {
  catalog
    .command("show")
    .description("An instance type: accelerators, network cards, zones and prices, each with its source.")
    .argument("<type>", "an EC2 instance type")
    .option("--json", "as JSON")
    .addHelpText("after", "\nExample:\n  aidc catalog show p5en.48xlarge")
    .action(showCommand);
}

async function showCommand(name: string, { json }: { json?: boolean }) {
  const [{ instanceTypeNames }, { describeType }] = await Promise.all([
    import("../catalog/instanceTypes.js"),
    import("../catalog/describe.js"),
  ]);
  const described = describeType(name);
  if (!described) {
    const { closest } = await import("fastest-levenshtein");
    throw new UseError(`the catalogue has no ${name}. Did you mean ${closest(name, instanceTypeNames())}?`);
  }
  if (json) process.stdout.write(`${JSON.stringify(described, null, 2)}\n`);
  else {
    const { stringify } = await import("yaml");
    process.stdout.write(stringify(described, { lineWidth: 0, aliasDuplicateObjects: false }));
  }
}
