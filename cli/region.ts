import type { Command } from "commander";
import { addRegionCompare } from "./regionCompare";
import { addRegionList } from "./regionList";
import { addRegionNew } from "./regionNew";

export function addRegion(program: Command) {
  const region = program
    .command("region")
    .description("Regions: all of them, two side by side, and a new one like another.")
    .addHelpText("after", "\nExample:\n  aidc region list");
  addRegionNew(region);
  addRegionList(region);
  addRegionCompare(region);
}
