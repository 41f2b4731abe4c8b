import { type Facts, readFacts } from "./facts";

interface StorageFacts extends Facts {
  /** By region. */
  s3ExpressZones: Record<string, string[]>;
  auroraPostgresql: { version: string; source: string[] };
}

/** Zone ids of the region that have S3 Express One Zone, sorted; empty where the catalogue knows none. */
export function s3ExpressZones(region: string): string[] {
  return readFacts<StorageFacts>("storage").s3ExpressZones[region] ?? [];
}

/** Aurora PostgreSQL's version where a stack file names none. */
export function auroraPostgresqlVersion(): string {
  return readFacts<StorageFacts>("storage").auroraPostgresql.version;
}
