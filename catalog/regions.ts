import { type Facts, type Source, readFacts, sourceOf } from "./facts";

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
  region: string;
  /** The region's zone that it hangs on, where a source tells. */
  parentZone?: string;
  /** What the price list has of accelerated types in its city, US dollars an hour. */
  onDemandUSD?: Record<string, number>;
}

/** The group that an account opts in to: all zones of one city that were built together. */
export function zoneGroupOf({ name }: Pick<LocalZone, "name">): string {
  return name.slice(0, -1);
}

interface LocalZoneFacts extends Facts {
  localZones: Record<string, Omit<LocalZone, "zone"> & { source: string[] }>;
}

/** The region's Local Zones that offer accelerators. */
export function localZonesOf(region: string): LocalZone[] {
  return Object.entries(readFacts<LocalZoneFacts>("local-zones").localZones)
    .filter(([, zone]) => zone.region === region)
    .map(([zone, facts]) => ({ zone, ...facts }));
}

export function findLocalZone(zone: string): LocalZone | undefined {
  const facts = readFacts<LocalZoneFacts>("local-zones").localZones[zone];
  return facts && { zone, ...facts };
}

/** On-demand price of the type in a Local Zone, US dollars an hour; undefined elsewhere, and where no source gives one. */
export function localZonePrice(instanceType: string, zone: string): { usd: number; source: Source } | undefined {
  const facts = readFacts<LocalZoneFacts>("local-zones");
  const found = facts.localZones[zone];
  const usd = found?.onDemandUSD?.[instanceType];
  return found && usd !== undefined ? { usd, source: sourceOf(facts, found.source.at(-1) ?? "") } : undefined;
}

export function regionNames(): string[] {
  return Object.keys(readFacts<RegionFacts>("regions").regions).sort();
}

/** Zone IDs of the region that offer the type, its Local Zones last; empty where none does. */
export function zonesOffering(instanceType: string, region: string): string[] {
  const local = localZonesOf(region).filter(({ onDemandUSD = {} }) => instanceType in onDemandUSD);
  return [...(zonesByRegion(instanceType)[region] ?? []), ...local.map(({ zone }) => zone)];
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
