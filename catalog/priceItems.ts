import { type Facts, readFacts } from "./facts";

/** A thing that AWS bills beside instances, for example `nat-gateway-hour`. Its price by region is in `facts/prices/`. */
export interface PriceItem {
  /** What one unit is, for example `hour`, `GB`, `GB-month`. */
  unit: string;
  /** Where AWS's offer files have its price; absent where that is not known. */
  offer?: OfferProduct;
}

/** How a product is found in the offer file of a service. */
export interface OfferProduct {
  /** The offer's code, for example `AmazonEC2`. */
  service: string;
  /** Pattern of the usage type without its region's prefix, for example `NatGateway-Hours`. */
  usage: string;
  /** Columns that must have these values besides. */
  where?: Record<string, string>;
  /** Units of the offer in one of ours; default 1. */
  times?: number;
}

interface PriceItemFacts extends Facts {
  items: Record<string, PriceItem>;
}

export function findPriceItem(name: string): PriceItem | undefined {
  return priceItems()[name];
}

/** All items that a bill may have, by name. */
export function priceItems(): Record<string, PriceItem> {
  return readFacts<PriceItemFacts>("price-items").items;
}
