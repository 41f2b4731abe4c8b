import { type Facts, readFacts } from "./facts";

export interface Region {
  name: string;
  /** AWS partition: aws, aws-us-gov, aws-cn. */
  partition: string;
  /** Zone IDs, sorted. */
  zones: string[];
  /** The three zones a stack spans when its file names none. Never reordered or removed once published: stacks stand on them. */
  defaultZones: string[];
}

interface RegionFacts extends Facts {
  regions: Record<string, Omit<Region, "name"> & { source: string[] }>;
}

interface OfferingFacts extends Facts {
  /** Zone IDs that offer a type, by region, then type. */
  offerings: Record<string, Record<string, string[]>>;
}

export function findRegion(name: string): Region | undefined {
  const facts = readFacts<RegionFacts>("regions").regions[name];
  return facts && { name, ...facts };
}

export function regionNames(): string[] {
  return Object.keys(readFacts<RegionFacts>("regions").regions).sort();
}

/** Zone IDs of the region that offer the type, sorted; empty where none does. */
export function zonesOffering(instanceType: string, region: string): string[] {
  return readFacts<OfferingFacts>("offerings").offerings[region]?.[instanceType] ?? [];
}

/** Regions that offer the type, sorted. */
export function regionsOffering(instanceType: string): string[] {
  const { offerings } = readFacts<OfferingFacts>("offerings");
  return Object.keys(offerings)
    .filter((region) => (offerings[region]?.[instanceType] ?? []).length > 0)
    .sort();
}
