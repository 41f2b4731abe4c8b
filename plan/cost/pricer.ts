import { itemPrice, onDemandPrice, type Price } from "../../catalog/prices";
import type { BillLine, Concern, NotPriced, UsageAssumptions } from "../bill";
import type { PlanResource } from "../plan";

/** AWS' own convention for a month of hours. */
export const hoursPerMonth = 730;

/** What a pricer may know besides the resource: the stack's region, its other resources and the assumed usage. */
export interface Context {
  region: string;
  usage: UsageAssumptions;
  resources: ReadonlyMap<string, PlanResource>;
  /** How many resources of the type the stack has: what shared usage is divided by. */
  count: (type: string, counts?: (resource: PlanResource) => boolean) => number;
}

export type Charge = BillLine | NotPriced;

/** What one resource is billed for; empty where AWS makes no charge. */
export type Pricer = (resource: PlanResource, context: Context) => Charge[];

export interface Quantity {
  concern: Concern;
  item: string;
  quantity: number;
  maximumQuantity?: number;
  usageBased?: boolean;
}

/** A charge by the catalogue's price of an item, or the reason why it can't be priced. */
export function byItem(resource: PlanResource, context: Context, priceItem: string, quantity: Quantity): Charge {
  const price = itemPrice(priceItem, context.region);
  if (price) return line(resource, price, quantity);
  return notPriced(resource, quantity.item, `the catalogue has no price of ${priceItem} in ${context.region}`);
}

/** A charge by the on-demand price of an instance type. */
export function byInstance(resource: PlanResource, context: Context, type: string, quantity: Quantity): Charge {
  const price = onDemandPrice(type, context.region);
  if (price) return line(resource, price, quantity);
  return notPriced(resource, quantity.item, `the catalogue has no price of ${type} in ${context.region}`);
}

export function notPriced({ urn, type }: PlanResource, item: string, reason: string): NotPriced {
  return { urn, type, item, reason };
}

function line({ urn }: PlanResource, price: Price, { concern, item, ...amounts }: Quantity): BillLine {
  const { quantity, maximumQuantity, usageBased = false } = amounts;
  return {
    urn,
    concern,
    item,
    quantity,
    unit: price.unit,
    unitPriceUSD: price.usd,
    monthlyUSD: quantity * price.usd,
    ...(maximumQuantity === undefined ? {} : { maximumMonthlyUSD: maximumQuantity * price.usd }),
    usageBased,
    source: `${price.source.from}, read ${price.source.read}`,
  };
}
