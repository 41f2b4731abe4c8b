import { type Facts, readFacts } from "./facts";
import { findRegion, regionNames } from "./regions";

interface AreaFacts extends Facts {
  /** Countries that share their rules on where data may live, ISO 3166 alpha-2. */
  areas: Record<string, { countries: string[]; source: string[] }>;
}

/** The areas that have a region: `eu`, and each country as its ISO 3166 alpha-2 code in lower case. Sorted. */
export function areaNames(): string[] {
  return [...new Set(regionNames().flatMap(areasOf))].sort();
}

/** The areas that the region is in, the widest first; empty where the catalogue does not hold it. */
export function areasOf(region: string): string[] {
  const country = findRegion(region)?.country;
  if (country === undefined) return [];
  const unions = Object.entries(readFacts<AreaFacts>("areas").areas).filter(([, { countries }]) =>
    countries.includes(country),
  );
  return [...unions.map(([name]) => name), country.toLowerCase()];
}

/** The regions in one of the areas, sorted. */
export function regionsIn(areas: readonly string[]): string[] {
  return regionNames().filter((region) => areasOf(region).some((area) => areas.includes(area)));
}
