import { type Facts, type Source, findFacts, readFacts, sourceOf } from "./facts";
import { findPriceItem } from "./priceItems";
import { findInstanceType } from "./instanceTypes";
import { findLocalZone, localZonePrice } from "./regions";

/** A unit price in US dollars, as the source gives it. */
export interface Price {
  usd: number;
  /** What one unit is, for example `hour`, `GB`, `GB-month`. */
  unit: string;
  source: Source;
}

interface InstancePrices {
  source: string;
  usd: Record<string, number>;
}

/** One region's prices, `facts/prices/<region>.json`. */
export interface PriceFacts extends Facts {
  /** Hourly on-demand price of Linux instances with shared tenancy, by type. */
  instances: InstancePrices;
  /** Of types that the source of `instances` says nothing of, from another; it goes once one source has them all. */
  moreInstances?: InstancePrices;
  /** Other prices by item of `facts/price-items.json`, for example `nat-gateway-hour`. */
  items: Record<string, { usd: number; source: string }>;
}

/** On-demand price of the type in the region or Local Zone, or undefined where no source gives one. Never guessed. */
export function onDemandPrice(instanceType: string, place: string): Price | undefined {
  const local = localZonePrice(instanceType, place);
  if (local) return { ...local, unit: "hour" };
  const facts = regionPrices(place);
  const prices = [facts?.instances, facts?.moreInstances].find((each) => each?.usd[instanceType] !== undefined);
  const usd = prices?.usd[instanceType];
  return facts && prices && usd !== undefined
    ? { usd, unit: "hour", source: sourceOf(facts, prices.source) }
    : undefined;
}

interface CapacityBlockFacts extends Facts {
  types: Record<string, { usdPerAcceleratorHour: Record<string, number>; source: string[] }>;
}

/**
 * What an instance hour of a capacity block costs in the region, or in one of its Local Zones, which sell at its rate.
 * AWS changes its rates a few times a year; a block keeps the one of the day it was bought. Undefined where no source gives it.
 */
export function capacityBlockPrice(instanceType: string, place: string): Price | undefined {
  const facts = readFacts<CapacityBlockFacts>("capacity-blocks");
  const sold = facts.types[instanceType];
  const rate = sold?.usdPerAcceleratorHour[findLocalZone(place)?.region ?? place];
  const count = findInstanceType(instanceType)?.accelerator?.count;
  if (!sold || rate === undefined || count === undefined) return undefined;
  return { usd: rate * count, unit: "hour", source: sourceOf(facts, sold.source[0] ?? "") };
}

/** Price of an item, for example `nat-gateway-hour`, in the region, or undefined where no source gives one. */
export function itemPrice(item: string, region: string): Price | undefined {
  const facts = regionPrices(region);
  const price = facts?.items[item];
  const unit = findPriceItem(item)?.unit;
  return facts && price && unit ? { usd: price.usd, unit, source: sourceOf(facts, price.source) } : undefined;
}

function regionPrices(region: string): PriceFacts | undefined {
  // Region names come from users: nothing but a name may reach the file system.
  return /^[a-z0-9-]+$/.test(region) ? findFacts<PriceFacts>(`prices/${region}`) : undefined;
}
