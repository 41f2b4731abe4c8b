import { createInterface } from "node:readline";
import { Readable, pipeline } from "node:stream";
import { parse } from "csv-parse";
import { type OfferProduct, priceItems } from "../priceItems";
import { carried } from "./families";

/** Where AWS publishes its offer files: without an account, for everyone. */
export const OFFERS = "https://pricing.us-east-1.amazonaws.com";

/** What the offer files say of a region. Only what was found: no price stands for another. */
export interface OfferPrices {
  region: string;
  /** The host they were read from. */
  from: string;
  /** Hourly on-demand price of Linux with shared tenancy, US dollars, by type. */
  instances: Record<string, number>;
  /** US dollars by item of `catalog/facts/price-items.json`, in its unit. */
  items: Record<string, number>;
  /** Items of which no product was found, or products of several prices: what the catalogue has of them stays. */
  unclear: { item: string; reason: string }[];
}

/**
 * Reads the offer files of every service that an item names, row by row: EC2's alone has hundreds of megabytes.
 * Source: AWS Billing User Guide, "Getting price list files manually" and "Reading the service price list file".
 *
 * @param onProgress Told what is being read.
 * @throws Error where a file can't be read.
 */
export async function readOffers(
  region: string,
  onProgress: (text: string) => void,
  from = OFFERS,
): Promise<OfferPrices> {
  const byService = new Map<string, Wanted[]>([["AmazonEC2", []]]);
  for (const [item, { offer }] of Object.entries(priceItems()))
    if (offer) byService.set(offer.service, [...(byService.get(offer.service) ?? []), wanted(item, offer)]);
  const instances: Record<string, number> = {};
  const found = new Map<string, Tier | undefined>();
  for (const [service, products] of byService) {
    let rows = 0;
    for await (const row of offerRows(`${from}/offers/v1.0/aws/${service}/current/${region}/index.csv`)) {
      if (++rows % 5000 === 0) onProgress(`${region}: ${service}, ${rows.toLocaleString("en-US")} rows`);
      if (row.termtype !== "OnDemand" || row.currency !== "USD" || !isInRegion(row)) continue;
      const usd = Number(row.priceperunit);
      if (isLinuxHour(row) && usd > 0 && carried(row.instancetype ?? "")) instances[row.instancetype ?? ""] = usd;
      for (const { item, matches } of products) if (matches(row)) found.set(item, firstPaidTier(found.get(item), row));
    }
    onProgress(`${region}: ${service}, ${rows.toLocaleString("en-US")} rows`);
  }
  return { region, from, instances, ...itemsOf(found) };
}

/** A row of an offer file, by the name of its column in lower case without spaces. */
type Row = Record<string, string | undefined>;

async function* offerRows(url: string): AsyncGenerator<Row> {
  const response = await fetch(url);
  // A service that a region does not have has no file there.
  if (response.status === 404 || response.status === 403) return;
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const parser = parse({
    fromLine: FIRST_LINES + 1,
    columns: columnNames,
    relaxColumnCount: true,
    skipEmptyLines: true,
  });
  // A download that breaks ends the rows with its error, which comes out of the parser.
  pipeline(Readable.fromWeb(response.body as never), onDemandLines, parser, () => undefined);
  yield* parser as AsyncIterable<Row>;
}

/** Without reserved terms, which are most of EC2's file: parsing them would take ten times as long. No field has a line break. */
async function* onDemandLines(file: Readable): AsyncGenerator<string> {
  for await (const line of createInterface({ input: file })) if (!line.includes('"Reserved"')) yield `${line}\n`;
}

/** Format, disclaimer, publication date, version and offer code stand above the columns, in EC2's file and in every other's. */
const FIRST_LINES = 5;

const columnName = (title: string) => title.toLowerCase().replace(/[^a-z0-9]/g, "");
const columnNames = (titles: string[]) => titles.map(columnName);

function isLinuxHour(row: Row): boolean {
  return (
    row.unit === "Hrs" &&
    row.operatingsystem === "Linux" &&
    row.preinstalledsw === "NA" &&
    row.tenancy === "Shared" &&
    row.capacitystatus === "Used" &&
    (row.marketoption ?? "OnDemand") === "OnDemand"
  );
}

/** A region's file also has what its local zones, wavelength zones and outposts cost. */
function isInRegion({ locationtype = "" }: Row): boolean {
  return locationtype === "" || locationtype === "AWS Region";
}

/**
 * Usage types outside us-east-1 begin with their region's code: `USW2-`, `EU-`, and of some services its name. Another word in that
 * place makes another product of it: `TS-LoadBalancerUsage` is a trust store's hour.
 */
const REGION_PREFIX = "(?:(?:AF|AP|CA|EU|IL|ME|MX|SA|US)[A-Z]{0,2}[0-9]?-|[a-z]{2}(?:-[a-z]+)+-[0-9]-)?";

interface Wanted {
  item: string;
  matches: (row: Row) => boolean;
}

function wanted(item: string, { usage, where = {} }: OfferProduct): Wanted {
  const usageType = new RegExp(`^${REGION_PREFIX}(?:${usage})$`);
  const columns = Object.entries(where).map(([column, value]) => [columnName(column), value] as const);
  return {
    item,
    matches: (row) => usageType.test(row.usagetype ?? "") && columns.every(([column, value]) => row[column] === value),
  };
}

interface Tier {
  from: number;
  prices: Set<number>;
}

/** The first tier that costs something: what is free below it is a trial, or the same for every account. */
function firstPaidTier(before: Tier | undefined, row: Row): Tier | undefined {
  const [from, usd] = [Number(row.startingrange ?? 0) || 0, Number(row.priceperunit)];
  if (!(usd > 0) || (before && before.from < from)) return before;
  return before?.from === from ? { from, prices: new Set([...before.prices, usd]) } : { from, prices: new Set([usd]) };
}

function itemsOf(found: ReadonlyMap<string, Tier | undefined>): Pick<OfferPrices, "items" | "unclear"> {
  const items: Record<string, number> = {};
  const unclear: OfferPrices["unclear"] = [];
  for (const [item, { offer }] of Object.entries(priceItems())) {
    if (!offer) continue;
    const [usd, ...others] = found.get(item)?.prices ?? [];
    if (usd === undefined)
      unclear.push({ item, reason: `no product of ${offer.service} has the usage type ${offer.usage}` });
    else if (others.length > 0)
      unclear.push({ item, reason: `products of several prices: ${[usd, ...others].join(", ")}` });
    // Twelve digits: a price of 0.0000004 a request is 0.4 a million, not 0.39999999999999997.
    else items[item] = Number((usd * (offer.times ?? 1)).toPrecision(12));
  }
  return { items, unclear };
}
