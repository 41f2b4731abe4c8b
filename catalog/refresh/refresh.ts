import { type Source, findFacts, readFacts } from "../facts";
import type { InstanceTypeFacts } from "../instanceTypes";
import type { PriceFacts } from "../prices";
import type { OfferingFacts } from "../regions";
import { sorted } from "./factFile";
import { instanceTypeFact } from "./instanceTypeFact";
import type { LiveRegion } from "./live";
import type { OfferPrices } from "./offers";
import { groupOfferings, ungroupOfferings } from "./offerings";

/** The catalogue's files that a refresh touches, by name. */
export interface CatalogueFiles {
  "instance-types": InstanceTypeFacts;
  offerings: OfferingFacts;
  /** `prices/<region>` */
  [prices: `prices/${string}`]: PriceFacts;
}

/** Those files as they are, for the regions. */
export function currentFiles(regions: string[]): CatalogueFiles {
  const prices = regions.map((region): [`prices/${string}`, PriceFacts] => [
    `prices/${region}`,
    findFacts<PriceFacts>(`prices/${region}`) ?? { sources: {}, instances: { source: "", usd: {} }, items: {} },
  ]);
  return {
    "instance-types": readFacts<InstanceTypeFacts>("instance-types"),
    offerings: readFacts<OfferingFacts>("offerings"),
    ...Object.fromEntries(prices),
  };
}

/**
 * The files after what the live APIs said of a region. What they did not answer stays, with the source it had; a price
 * that they do not give is gone.
 *
 * @param read The day, ISO 8601.
 */
export function refreshed(files: CatalogueFiles, live: LiveRegion, read: string): CatalogueFiles {
  const { region } = live;
  const [ec2, pricing] = [`ec2-${region}`, `pricing-${region}`];
  const sourceOf = (title: string, from: string): Source => ({ title, from, read });
  const types = live.types.map((type): [string, InstanceTypeFacts["types"][string]] => [
    type.InstanceType ?? "",
    instanceTypeFact(type, [ec2]),
  ]);
  const api = sourceOf("EC2 DescribeInstanceTypes and DescribeInstanceTypeOfferings", `aws:ec2:${region}`);
  const known = files[`prices/${region}`];
  const prices = {
    sources: { ...known?.sources, [pricing]: sourceOf("Pricing GetProducts, AmazonEC2", `aws:pricing:${region}`) },
    instances: { source: pricing, usd: sorted(Object.entries(live.prices)) },
    items: known?.items ?? {},
  };
  return {
    ...files,
    "instance-types": {
      sources: { ...files["instance-types"].sources, [ec2]: api },
      types: sorted([...Object.entries(files["instance-types"].types), ...types]),
    },
    offerings: {
      sources: { ...files.offerings.sources, [ec2]: api },
      source: [...new Set([...files.offerings.source, ec2])],
      offerings: groupOfferings(withRegion(ungroupOfferings(files.offerings.offerings), live)),
    },
    // A region whose prices could not be read keeps those it has.
    ...(Object.keys(live.prices).length > 0 && { [`prices/${region}`]: prices }),
  };
}

/**
 * The files after what the offer files said of a region's prices. An item that they do not say clearly keeps the price and the source
 * that it has, or stays without.
 *
 * @param read The day, ISO 8601.
 */
export function repriced(files: CatalogueFiles, offers: OfferPrices, read: string): CatalogueFiles {
  const { region, from } = offers;
  const key = `offers-${region}`;
  const known = files[`prices/${region}`];
  const found = Object.entries(offers.items).map(([item, usd]): [string, { usd: number; source: string }] => {
    const before = known?.items[item];
    // A price that is confirmed is news of its source all the same.
    return [item, { ...before, usd, source: key }];
  });
  const hasInstances = Object.keys(offers.instances).length > 0;
  const source: Source = { title: "AWS price list: offer files of the services", from, read };
  const prices: PriceFacts = {
    sources: { ...known?.sources, [key]: source },
    instances: hasInstances
      ? { source: key, usd: sorted(Object.entries(offers.instances)) }
      : (known?.instances ?? { source: key, usd: {} }),
    ...(!hasInstances && known?.moreInstances && { moreInstances: known.moreInstances }),
    items: sorted([...Object.entries(known?.items ?? {}), ...found]),
  };
  return hasInstances || found.length > 0 ? { ...files, [`prices/${region}`]: prices } : files;
}

function withRegion(byType: Record<string, Record<string, string[]>>, { region, offerings }: LiveRegion) {
  const types = new Set([...Object.keys(byType), ...Object.keys(offerings)]);
  return Object.fromEntries(
    [...types].map((type) => {
      const elsewhere = Object.entries(byType[type] ?? {}).filter(([name]) => name !== region);
      const here = offerings[type] ? [[region, offerings[type]] as const] : [];
      return [type, Object.fromEntries([...elsewhere, ...here])];
    }),
  );
}
