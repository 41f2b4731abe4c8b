import { type Facts, readFacts } from "./facts";

export interface Region {
  name: string;
  /** AWS' name of the place, for example `Europe (Frankfurt)`. */
  longName: string;
  /** Where its data centres stand, as AWS says: ISO 3166 alpha-2. */
  country: string;
  /** AWS partition: aws, aws-us-gov, aws-cn. */
  partition: string;
  /** Zone IDs, sorted. */
  zones: string[];
  /** Those in which EKS places no control plane, so that a cluster's network cannot span them. */
  withoutControlPlane?: string[];
  /**
   * The zones a stack spans when its file names none: three, or all where the region has fewer. Never reordered or
   * removed once published: stacks stand on them.
   */
  defaultZones: string[];
}

interface RegionFacts extends Facts {
  regions: Record<string, Omit<Region, "name"> & { source: string[] }>;
}

/** Where types are offered; those with the same offering share one entry. */
export interface OfferingFacts extends Facts {
  source: string[];
  offerings: Offering[];
}

export interface Offering {
  types: string[];
  /** Zone IDs by region. */
  zones: Record<string, string[]>;
}

export function findRegion(name: string): Region | undefined {
  const facts = readFacts<RegionFacts>("regions").regions[name];
  return facts && { name, ...facts };
}

/** A zone near a city, with the compute of its own that a region's zones may lack. */
export interface LocalZone {
  /** Its zone ID. */
  zone: string;
  /** Its name, which is the same in every account. */
  name: string;
  /** The region's zone that it hangs on. */
  parentZone: string;
}

interface LocalZoneFacts extends Facts {
  localZones: Record<string, Omit<LocalZone, "zone"> & { region: string; source: string[] }>;
}

/** The region's Local Zones that offer accelerators. */
export function localZonesOf(region: string): LocalZone[] {
  return Object.entries(readFacts<LocalZoneFacts>("local-zones").localZones)
    .filter(([, zone]) => zone.region === region)
    .map(([zone, { name, parentZone }]) => ({ zone, name, parentZone }));
}

export function regionNames(): string[] {
  return Object.keys(readFacts<RegionFacts>("regions").regions).sort();
}

/** Zone IDs of the region that offer the type, sorted; empty where none does. */
export function zonesOffering(instanceType: string, region: string): string[] {
  return zonesByRegion(instanceType)[region] ?? [];
}

/** Regions that offer the type, sorted. */
export function regionsOffering(instanceType: string): string[] {
  return Object.keys(zonesByRegion(instanceType)).sort();
}

function zonesByRegion(instanceType: string): Record<string, string[]> {
  const offerings = ["offerings", "documented-instance-types"].flatMap(
    (file) => readFacts<OfferingFacts>(file).offerings,
  );
  return offerings.find(({ types }) => types.includes(instanceType))?.zones ?? {};
}
