import { isDeepStrictEqual } from "node:util";
import type { PriceFacts } from "../prices";
import type { CatalogueFiles } from "./refresh";
import { ungroupOfferings } from "./offerings";

/** One fact that a refresh changes: a type's figure, its zones in a region, or its price or an item's there. */
export interface Change {
  /** An instance type or a price item, for example `p5en.48xlarge`, `nat-gateway-hour`. */
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
    const { instances, items } = prices as PriceFacts;
    for (const [type, usd] of Object.entries(instances.usd)) flat.set(`${type}\0price in ${name.slice(7)}`, usd);
    for (const [item, { usd }] of Object.entries(items)) flat.set(`${item}\0price in ${name.slice(7)}`, usd);
  }
  return flat;
}
