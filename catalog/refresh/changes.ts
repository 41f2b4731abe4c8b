import { isDeepStrictEqual } from "node:util";
import type { CatalogueFiles } from "./refresh";
import { ungroupOfferings } from "./offerings";

/** One fact that a refresh changes: a type's figure, its zones in a region, or its price there. */
export interface Change {
  /** For example `p5en.48xlarge`. */
  type: string;
  /** For example `network.gbps`, `zones in us-east-1`, `price in us-east-1`. */
  fact: string;
  /** Undefined where the fact is new. */
  before?: unknown;
  /** Undefined where the fact is gone. */
  after?: unknown;
}

/** What differs between the files, by type, then fact. Where a fact was read is no change of it. */
export function changesBetween(before: CatalogueFiles, after: CatalogueFiles): Change[] {
  const [old, now] = [flatFacts(before), flatFacts(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key) => {
    if (isDeepStrictEqual(old.get(key), now.get(key))) return [];
    const [type = "", fact = ""] = key.split("\0");
    const change: Change = { type, fact };
    if (old.has(key)) change.before = old.get(key);
    if (now.has(key)) change.after = now.get(key);
    return [change];
  });
}

function flatFacts(files: CatalogueFiles): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [type, fact] of Object.entries(files["instance-types"].types)) {
    const { network, ...rest } = fact;
    for (const [key, value] of Object.entries(rest)) if (key !== "source") flat.set(`${type}\0${key}`, value);
    for (const [key, value] of Object.entries(network)) flat.set(`${type}\0network.${key}`, value);
  }
  for (const [type, byRegion] of Object.entries(ungroupOfferings(files.offerings.offerings))) {
    for (const [region, zones] of Object.entries(byRegion)) flat.set(`${type}\0zones in ${region}`, zones);
  }
  for (const [name, prices] of Object.entries(files)) {
    if (!name.startsWith("prices/")) continue;
    const usd = (prices as { instances: { usd: Record<string, number> } }).instances.usd;
    for (const [type, price] of Object.entries(usd)) flat.set(`${type}\0price in ${name.slice(7)}`, price);
  }
  return flat;
}
