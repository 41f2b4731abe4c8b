import type { Command } from "commander";
import { addCatalogRefresh } from "./catalogRefresh";
import { addCatalogShow } from "./catalogShow";

export function addCatalog(program: Command) {
  const catalog = program
    .command("catalog")
    .description("The facts that plans stand on, with their sources.")
    .addHelpText("after", "\nExample:\n  aidc catalog show p5en.48xlarge");
  addCatalogShow(catalog);
  addCatalogRefresh(catalog);
  catalog
    .command("list")
    .description("The instance types in the catalogue, one a line.")
    .option("--json", "the names as JSON")
    .addHelpText("after", "\nExample:\n  aidc catalog list | grep p5")
    .action(async ({ json }: { json?: boolean }) => {
      const { instanceTypeNames } = await import("../catalog/instanceTypes.js");
      const names = instanceTypeNames();
      process.stdout.write(json ? `${JSON.stringify(names, null, 2)}\n` : `${names.join("\n")}\n`);
    });
}
