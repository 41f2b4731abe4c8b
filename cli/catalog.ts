import type { Command } from "commander";
import { UseError } from "./failure";

export function addCatalog(program: Command) {
  const catalog = program.command("catalog").description("The facts that plans stand on, with their sources.");
  catalog
    .command("show")
    .description("An instance type: accelerators, network cards, zones and prices.")
    .argument("<type>", "an EC2 instance type")
    .addHelpText("after", "\nExample:\n  aidc catalog show p5en.48xlarge")
    .action(showCommand);
  catalog
    .command("list")
    .description("The instance types in the catalogue, one a line.")
    .action(async () => {
      const { instanceTypeNames } = await import("../catalog/instanceTypes.js");
      process.stdout.write(`${instanceTypeNames().join("\n")}\n`);
    });
}

async function showCommand(name: string) {
  const { findInstanceType, instanceTypeNames } = await import("../catalog/instanceTypes.js");
  const { regionNames, zonesOffering } = await import("../catalog/regions.js");
  const { onDemandPrice } = await import("../catalog/prices.js");
  const type = findInstanceType(name);
  if (!type) {
    const { closest } = await import("fastest-levenshtein");
    throw new UseError(`the catalogue has no ${name}. Did you mean ${closest(name, instanceTypeNames())}?`);
  }
  const { stringify } = await import("yaml");
  const offered = regionNames().flatMap((region) => {
    const zones = zonesOffering(name, region);
    if (zones.length === 0) return [];
    const price = onDemandPrice(name, region);
    return [
      [region, { zones, ...(price ? { onDemandUSDPerHour: price.usd, source: price.source.from } : {}) }] as const,
    ];
  });
  process.stdout.write(stringify({ ...type, offered: Object.fromEntries(offered) }, { flowCollectionPadding: true }));
}
