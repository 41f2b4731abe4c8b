import { type Facts, readFacts } from "./facts";

interface StorageFacts extends Facts {
  /** By region. */
  s3ExpressZones: Record<string, string[]>;
}

/** Zone ids of the region that have S3 Express One Zone, sorted; empty where the catalogue knows none. */
export function s3ExpressZones(region: string): string[] {
  return readFacts<StorageFacts>("storage").s3ExpressZones[region] ?? [];
}
