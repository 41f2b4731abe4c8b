import {
  EC2Client,
  type InstanceTypeInfo,
  paginateDescribeInstanceTypeOfferings,
  paginateDescribeInstanceTypes,
} from "@aws-sdk/client-ec2";
import { PricingClient, paginateGetProducts } from "@aws-sdk/client-pricing";
import { carried } from "./families";

/** What the live APIs say of a region: types that the catalogue carries, where they are offered, and at what price. */
export interface LiveRegion {
  region: string;
  types: InstanceTypeInfo[];
  /** Zone IDs by type. */
  offerings: Record<string, string[]>;
  /** Hourly on-demand price of Linux with shared tenancy, US dollars, by type. */
  prices: Record<string, number>;
}

/**
 * Asks EC2 and Pricing. Needs ec2:DescribeInstanceTypes, ec2:DescribeInstanceTypeOfferings and pricing:GetProducts.
 *
 * @param onProgress Told what is being read.
 */
export async function readLiveRegion(region: string, onProgress: (text: string) => void): Promise<LiveRegion> {
  // The SDK announces the end of its Node 20 support on every start; whoever refreshes can't act on it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const ec2 = new EC2Client({ region, maxAttempts: 4 });
  const types = await readTypes(ec2, (count) => onProgress(`${region}: ${count} instance types`));
  const offerings = await readOfferings(ec2, (count) => onProgress(`${region}: ${count} offerings`));
  const prices = await readPrices(region, (count) => onProgress(`${region}: ${count} prices`));
  return { region, types, offerings, prices };
}

async function readTypes(ec2: EC2Client, onProgress: (count: number) => void): Promise<InstanceTypeInfo[]> {
  const types: InstanceTypeInfo[] = [];
  for await (const { InstanceTypes = [] } of paginateDescribeInstanceTypes({ client: ec2 }, {})) {
    types.push(...InstanceTypes.filter(({ InstanceType = "" }) => carried(InstanceType)));
    onProgress(types.length);
  }
  return types;
}

async function readOfferings(ec2: EC2Client, onProgress: (count: number) => void): Promise<Record<string, string[]>> {
  const zones: Record<string, string[]> = {};
  let count = 0;
  const pages = paginateDescribeInstanceTypeOfferings({ client: ec2 }, { LocationType: "availability-zone-id" });
  for await (const { InstanceTypeOfferings = [] } of pages) {
    for (const { InstanceType, Location } of InstanceTypeOfferings) {
      if (!InstanceType || !Location || !carried(InstanceType)) continue;
      (zones[InstanceType] ??= []).push(Location);
      onProgress(++count);
    }
  }
  for (const ids of Object.values(zones)) ids.sort();
  return zones;
}

async function readPrices(region: string, onProgress: (count: number) => void): Promise<Record<string, number>> {
  // The Pricing API answers in few regions, for all.
  const client = new PricingClient({ region: "us-east-1", maxAttempts: 4 });
  const wanted = {
    regionCode: region,
    operatingSystem: "Linux",
    preInstalledSw: "NA",
    tenancy: "Shared",
    capacitystatus: "Used",
    marketoption: "OnDemand",
  };
  const Filters = Object.entries(wanted).map(([Field, Value]) => ({ Type: "TERM_MATCH" as const, Field, Value }));
  const prices: Record<string, number> = {};
  for await (const { PriceList = [] } of paginateGetProducts({ client }, { ServiceCode: "AmazonEC2", Filters })) {
    for (const product of PriceList) {
      const price = onDemandHour(String(product));
      if (price && carried(price.type)) prices[price.type] = price.usd;
    }
    onProgress(Object.keys(prices).length);
  }
  return prices;
}

interface Product {
  product?: { attributes?: { instanceType?: string } };
  terms?: {
    OnDemand?: Record<string, { priceDimensions?: Record<string, { unit?: string; pricePerUnit?: { USD?: string } }> }>;
  };
}

/** The type and hourly price of a product of the price list, or undefined where it is sold by something else than the hour. */
export function onDemandHour(product: string): { type: string; usd: number } | undefined {
  const { product: described, terms } = JSON.parse(product) as Product;
  const dimensions = Object.values(terms?.OnDemand ?? {}).flatMap((term) => Object.values(term.priceDimensions ?? {}));
  const hourly = dimensions.find(({ unit }) => unit === "Hrs");
  const type = described?.attributes?.instanceType;
  const usd = Number(hourly?.pricePerUnit?.USD);
  return type && usd > 0 ? { type, usd } : undefined;
}
