import { gridKgPerKWh } from "../../catalog/grid";
import { carbonKg, energy } from "../energy";
import { runPrice, blockDays } from "../price";
import { SECONDS_PER_DAY } from "../units";
import { type FormulaPage, of, whole } from "./formula";

const run = { acceleratorWatts: 700, accelerators: 1024, nodes: 128 };
const seconds = 30 * SECONDS_PER_DAY;
const { watts, kWh } = energy(run, seconds);
const grid = gridKgPerKWh("us-east-1");
const block = runPrice(16, 15 * SECONDS_PER_DAY, 60, { kind: "capacity-block", hourlyFactor: 1 });

export const energyPage: FormulaPage = {
  file: "energy",
  title: "Energy, carbon and price",
  code: ["sizing/energy.ts", "sizing/price.ts"],
  letters: { PUE: "power usage effectiveness of the building" },
  formulas: [
    {
      name: "Energy of a run",
      by: [energy],
      formula: "(accelerators x TDP x 0.85 + nodes x 3,000 W) x 1.14 (PUE) x time",
      source:
        "Patterson et al. 2021 (arXiv 2104.10350), section 2; AWS's global PUE of 2025; load and the rest of a node are assumptions",
      examples: [
        { of: "1,024 H100 (700 W) in 128 nodes", gives: of(watts / 1000, "kW") },
        { of: "30 days of it", gives: of(kWh / 1000, "MWh") },
      ],
    },
    {
      name: "Carbon",
      by: [carbonKg],
      formula: "energy x the grid's intensity (location-based)",
      source: "catalog/facts/grid.json",
      examples:
        grid === undefined
          ? []
          : [{ of: `the same in us-east-1, ${grid} kg/kWh`, gives: of(carbonKg(kWh, grid) / 1000, "t CO2e") }],
    },
    {
      name: "Price",
      by: [runPrice, blockDays],
      formula: "nodes x hours x hourly price;   a capacity block is sold by 1-14 days, then in weeks up to 182 days",
      source: "AWS, EC2 User Guide, Capacity Blocks for ML",
      examples: [
        {
          of: "16 nodes, 15 days, $60 an hour, on demand",
          gives: `$${whole(runPrice(16, 15 * SECONDS_PER_DAY, 60, { kind: "on-demand" }).usd)}`,
        },
        { of: "the same as a block (21 days)", gives: `$${whole(block.usd)}` },
      ],
    },
  ],
};
