import { type Facts, readFacts } from "./facts";

interface GridFacts extends Facts {
  kgPerKWh: Record<string, { kg: number; source: string[] }>;
}

/** Emissions of the grid that a region draws from, kilograms of CO2 equivalent a kWh; undefined where no source gives them. */
export function gridKgPerKWh(region: string): number | undefined {
  return readFacts<GridFacts>("grid").kgPerKWh[region]?.kg;
}
