import { type Facts, type Source, readFacts } from "./facts";

/** A unit price in US dollars, as the source gives it. */
export interface Price {
  usd: number;
  /** What one unit is, for example `hour`, `GB`, `GB-month`. */
  unit: string;
  source: Source;
}

interface PriceFacts extends Facts {
  /** Hourly on-demand price of Linux instances with shared tenancy, by region, then type. */
  instances: Record<string, Record<string, { usd: number; source: string }>>;
  /** Other prices by region, then item, for example `nat-gateway-hour`. */
  items: Record<string, Record<string, { usd: number; unit: string; source: string }>>;
}

/** On-demand price of the type in the region, or undefined where no source gives one. Never guessed. */
export function onDemandPrice(instanceType: string, region: string): Price | undefined {
  const facts = readFacts<PriceFacts>("prices");
  const price = facts.instances[region]?.[instanceType];
  return price && { usd: price.usd, unit: "hour", source: sourceOf(facts, price.source) };
}

/** Price of an item, for example `nat-gateway-hour`, in the region, or undefined where no source gives one. */
export function itemPrice(item: string, region: string): Price | undefined {
  const facts = readFacts<PriceFacts>("prices");
  const price = facts.items[region]?.[item];
  return price && { usd: price.usd, unit: price.unit, source: sourceOf(facts, price.source) };
}

function sourceOf(facts: Facts, key: string): Source {
  const source = facts.sources[key];
  if (!source) throw new Error(`catalog/facts names the source ${key} but does not describe it`);
  return source;
}
