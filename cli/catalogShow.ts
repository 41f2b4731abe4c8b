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
  const { describeType } = await import("../catalog/describe.js");
  const described = describeType(name);
  if (!described) {
    const { unknownTypeHint } = await import("../spec/unknownType.js");
    const hint = unknownTypeHint(name) ?? "`aidc catalog list` names what it has.";
    throw new UseError(`the catalogue has no ${name}. ${hint}`);
  }
  if (json) process.stdout.write(`${JSON.stringify(described, null, 2)}\n`);
  else {
    const { stringify } = await import("yaml");
    process.stdout.write(stringify(described, { lineWidth: 0, aliasDuplicateObjects: false }));
  }
}
