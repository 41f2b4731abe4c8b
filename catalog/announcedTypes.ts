import { type Facts, type Source, readFacts, sourceOf } from "./facts";

/** An instance type that AWS has named, and of which it has not published enough to plan a pool. */
export interface AnnouncedType {
  /** What is not published, in words. */
  missing: string;
  source: Source;
}

interface AnnouncedTypeFacts extends Facts {
  /** By how their names begin. */
  byPrefix: Record<string, { missing: string; source: string[] }>;
}

/** What AWS left out of a type that it has named; undefined where it named none such. */
export function announcedType(name: string): AnnouncedType | undefined {
  const facts = readFacts<AnnouncedTypeFacts>("announced-instance-types");
  const found = Object.entries(facts.byPrefix).find(([prefix]) => name.startsWith(prefix))?.[1];
  return found && { missing: found.missing, source: sourceOf(facts, found.source[0] ?? "") };
}
