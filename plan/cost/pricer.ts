import { findPriceItem } from "../../catalog/priceItems";
import { type Price, capacityBlockPrice, itemPrice, onDemandPrice } from "../../catalog/prices";
import type {
  BillLine,
  Concern,
  NotPriced,
  OwnPrices,
  Purchase,
  UsageAmount,
  UsageAssumptions,
  UsageKey,
} from "../bill";
import type { PlanResource } from "../resource";

/** AWS' own convention for a month of hours. */
export const hoursPerMonth = 730;

/** What a pricer may know besides the resource: the stack's region, its other resources, its prices and the assumed usage. */
export interface Context {
  region: string;
  usage: UsageAssumptions;
  prices: OwnPrices;
  resources: ReadonlyMap<string, PlanResource>;
  /** The resources of the type: what shared usage is divided by. */
  ofType: (type: string) => PlanResource[];
}

export type Charge = BillLine | NotPriced;

/** What one resource is billed for; empty where AWS makes no charge. */
export type Pricer = (resource: PlanResource, context: Context) => Charge[];

export interface Billed {
  concern: Concern;
  /** What is billed, as a person reads it. */
  item: string;
}

/** Units a month. */
export interface Quantity extends Billed {
  quantity: number;
  minimumQuantity?: number;
  maximumQuantity?: number;
  usageBased?: boolean;
}

/** A price as it is paid: the public one less its discount, or the stack file's own. */
interface PaidPrice {
  sku: string;
  usd: number;
  unit: string;
  source: string;
  /** True where discounts do not touch it. */
  own?: boolean;
  purchase?: Purchase;
}

/** A charge by the price of an item, or the reason why it can't be priced. */
export function byItem(resource: PlanResource, context: Context, item: string, quantity: Quantity): Charge {
  const price = priceOfItem(item, context);
  if (price) return line(resource, price, quantity, context);
  return notPriced(resource, quantity.item, `the catalogue has no price of ${item} in ${context.region}`);
}

/** A charge by an instance type's hourly price, or the reason why it can't be priced. */
export function byInstance(
  resource: PlanResource,
  context: Context,
  { type, purchase = "onDemand" }: { type: string; purchase?: Purchase },
  quantity: Quantity,
): Charge {
  const price = priceOfInstance(type, purchase, context);
  if (price) return line(resource, { ...price, purchase }, quantity, context);
  return notPriced(
    resource,
    quantity.item,
    `the catalogue has no price of ${type} in ${context.region}: set \`prices.${purchase}\``,
  );
}

/** A use that the stack file assumes, and the item that it is billed by. */
export interface Use extends Billed {
  key: UsageKey;
  price: string;
  /** What of the assumed amount one resource is billed for; default: all of it. */
  share?: (context: Context) => number;
}

/** Charges of assumed uses; not priced where the stack file assumes none. */
export const used =
  (...uses: Use[]): Pricer =>
  (resource, context) =>
    uses.map((use) => byUse(resource, context, use));

/** All resources of the type share one assumed amount. */
export const evenly =
  (type: string) =>
  (context: Context): number =>
    1 / context.ofType(type).length;

function byUse(resource: PlanResource, context: Context, { key, price, share = () => 1, ...billed }: Use): Charge {
  const amount = context.usage[key];
  if (amount === undefined)
    return notPriced(resource, billed.item, `use decides, and the stack file does not say it: set \`usage.${key}\``);
  const { low, likely, high } = rangeOf(amount);
  const of = share(context);
  return byItem(resource, context, price, {
    ...billed,
    quantity: likely * of,
    minimumQuantity: low * of,
    maximumQuantity: high * of,
    usageBased: true,
  });
}

/** Several pricers of one resource. */
export const all =
  (...pricers: Pricer[]): Pricer =>
  (resource, context) =>
    pricers.flatMap((pricer) => pricer(resource, context));

/** A fixed quantity of one item every month. */
export const monthly =
  (item: string, billed: Billed, quantity = 1): Pricer =>
  (resource, context) => [byItem(resource, context, item, { ...billed, quantity })];

/** Billed by what neither the stack file states nor the catalogue prices. */
export const unpriced =
  (item: string, unit: string): Pricer =>
  (resource) => [notPriced(resource, item, `billed by ${unit}, of which the catalogue has no price`)];

export function notPriced({ urn, type }: PlanResource, item: string, reason: string): NotPriced {
  return { urn, type, item, reason };
}

/** An assumed amount as a range. */
export function rangeOf(amount: UsageAmount): { low: number; likely: number; high: number } {
  return typeof amount === "number" ? { low: amount, likely: amount, high: amount } : amount;
}

const instancePrices: Record<Purchase, (type: string, place: string) => Price | undefined> = {
  onDemand: onDemandPrice,
  capacityBlocks: capacityBlockPrice,
  // It changes by the hour.
  spot: () => undefined,
};

/** What an hour of an instance costs you, or undefined where neither the stack file nor a source gives it. */
export function priceOfInstance(
  type: string,
  purchase: Purchase,
  context: Pick<Context, "prices" | "region">,
): PaidPrice | undefined {
  const own = context.prices[purchase]?.[type];
  if (own !== undefined) return ownPrice(type, own, "hour", purchase);
  return listedPrice(type, instancePrices[purchase](type, context.region));
}

function priceOfItem(item: string, { prices, region }: Context): PaidPrice | undefined {
  const own = prices.items?.[item];
  if (own !== undefined) return ownPrice(item, own, findPriceItem(item)?.unit ?? "unit", "items");
  return listedPrice(item, itemPrice(item, region));
}

const ownPrice = (sku: string, usd: number, unit: string, key: string): PaidPrice => ({
  ...{ sku, usd, unit, own: true },
  source: `the stack file, prices.${key}.${sku}`,
});

const listedPrice = (sku: string, price: Price | undefined): PaidPrice | undefined =>
  price && { sku, usd: price.usd, unit: price.unit, source: `${price.source.from}, read ${price.source.read}` };

function line(
  { urn }: PlanResource,
  { sku, usd, unit, source, own, purchase = "onDemand" }: PaidPrice,
  { concern, item, quantity, minimumQuantity = quantity, maximumQuantity = quantity, usageBased = false }: Quantity,
  { prices, region }: Context,
): BillLine {
  // Savings plans and private rates do not reach capacity blocks.
  const discount =
    own || purchase === "capacityBlocks" ? 0 : Number.parseFloat(prices.discounts?.[concern] ?? "0") / 100;
  const paid = usd * (1 - discount);
  return {
    urn,
    concern,
    item,
    sku,
    region,
    quantity,
    unit,
    ...(purchase !== "onDemand" && { purchase }),
    unitPriceUSD: paid,
    ...(discount > 0 && { listUnitPriceUSD: usd }),
    ...(minimumQuantity !== quantity && { minimumMonthlyUSD: minimumQuantity * paid }),
    monthlyUSD: quantity * paid,
    ...(maximumQuantity !== quantity && { maximumMonthlyUSD: maximumQuantity * paid }),
    usageBased,
    source,
  };
}
