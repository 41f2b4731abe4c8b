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
    .addHelpText("after", "\nExample:\n  aidc catalog list | grep p5")
    .action(async () => {
      const { instanceTypeNames } = await import("../catalog/instanceTypes.js");
      process.stdout.write(`${instanceTypeNames().join("\n")}\n`);
    });
}
