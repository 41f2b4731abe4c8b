import { GetProductsCommand, PricingClient } from "@aws-sdk/client-pricing";
import {
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  EC2Client,
  type InstanceTypeInfo,
} from "@aws-sdk/client-ec2";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, test } from "vitest";
import { changesBetween } from "../../catalog/refresh/changes";
import { type LiveRegion, onDemandHour, readLiveRegion } from "../../catalog/refresh/live";
import { instanceTypeFact } from "../../catalog/refresh/instanceTypeFact";
import { currentFiles, refreshed } from "../../catalog/refresh/refresh";

const [ec2, pricing] = [mockClient(EC2Client), mockClient(PricingClient)];
beforeEach(() => {
  ec2.reset();
  pricing.reset();
});

/** A product of the price list, with the parts that are read. */
const product = (instanceType: string, usd: string, unit = "Hrs") =>
  JSON.stringify({
    product: { attributes: { instanceType } },
    terms: { OnDemand: { a: { priceDimensions: { b: { unit, pricePerUnit: { USD: usd } } } } } },
  });

/** As DescribeInstanceTypes answers: 17 cards, the first for ENA alone. */
const b300: InstanceTypeInfo = {
  InstanceType: "p6-b300.96xlarge" as InstanceTypeInfo["InstanceType"],
  VCpuInfo: { DefaultVCpus: 384 },
  MemoryInfo: { SizeInMiB: 8388608 },
  ProcessorInfo: { SupportedArchitectures: ["x86_64"] },
  GpuInfo: { Gpus: [{ Name: "B300", Count: 16, MemoryInfo: { SizeInMiB: 275456 } }] },
  NetworkInfo: {
    EfaInfo: { MaximumEfaInterfaces: 16 },
    Ipv4AddressesPerInterface: 50,
    MaximumNetworkInterfaces: 68,
    NetworkCards: Array.from({ length: 17 }, (_, index) => ({
      NetworkCardIndex: index,
      MaximumNetworkInterfaces: 4,
      BaselineBandwidthInGbps: index === 0 ? 350 : 400,
      InterfaceTypes: index === 0 ? ["interface"] : ["interface", "efa", "efa-only"],
    })),
  },
  InstanceStorageInfo: { Disks: [{ Count: 8, SizeInGB: 3800, Type: "ssd" }] },
  SupportedUsageClasses: ["on-demand", "capacity-block"],
  CurrentGeneration: true,
};

describe("instanceTypeFact", () => {
  test("keeps what a pool needs of EC2's answer, equal cards in a run", () => {
    expect(instanceTypeFact(b300, ["ec2"])).toEqual({
      vcpus: 384,
      memoryGiB: 8192,
      architecture: "x86_64",
      accelerator: { name: "NVIDIA B300", count: 16 },
      network: {
        gbps: 6750,
        cards: [
          { count: 1, maxInterfaces: 4, efa: false, efaOnly: false },
          { count: 16, maxInterfaces: 4, efa: true, efaOnly: true },
        ],
        maxEfaInterfaces: 16,
      },
      localNvme: { disks: 8, totalGB: 30400 },
      ipv4PerInterface: 50,
      maxInterfaces: 68,
      capacity: ["capacity-block", "on-demand"],
      currentGeneration: true,
      source: ["ec2"],
    });
  });

  test("refuses an accelerator of which the catalogue knows nothing", () => {
    const unknown = { ...b300, GpuInfo: { Gpus: [{ Name: "R200", MemoryInfo: { SizeInMiB: 294912 } }] } };
    expect(() => instanceTypeFact(unknown, ["ec2"])).toThrow("p6-b300.96xlarge has R200");
  });
});

test("readLiveRegion reads every page, of the families that the catalogue carries", async () => {
  ec2
    .on(DescribeInstanceTypesCommand)
    .resolvesOnce({ InstanceTypes: [b300], NextToken: "more" })
    .resolves({ InstanceTypes: [{ InstanceType: "m1.small" }, { InstanceType: "m7i.large" }] });
  const offered = (InstanceType: string, Location: string) => ({ InstanceType: InstanceType as "m7i.large", Location });
  ec2.on(DescribeInstanceTypeOfferingsCommand).resolves({
    InstanceTypeOfferings: [
      offered("m7i.large", "use1-az4"),
      offered("m7i.large", "use1-az1"),
      offered("m1.small", "use1-az1"),
    ],
  });
  pricing
    .on(GetProductsCommand)
    .resolves({ PriceList: [product("m7i.large", "0.1008"), product("m7i.large", "0"), product("m1.small", "0.044")] });
  const seen: string[] = [];
  expect(await readLiveRegion("us-east-1", (text) => seen.push(text))).toEqual({
    region: "us-east-1",
    types: [b300, { InstanceType: "m7i.large" }],
    offerings: { "m7i.large": ["use1-az1", "use1-az4"] },
    prices: { "m7i.large": 0.1008 },
  });
  expect(seen).toEqual(
    expect.arrayContaining(["us-east-1: 2 instance types", "us-east-1: 2 offerings", "us-east-1: 1 prices"]),
  );
});

test("a price by another unit than the hour is none", () => {
  expect(onDemandHour(product("m7i.large", "0.1", "Quantity"))).toBeUndefined();
  expect(onDemandHour(product("m7i.large", "0.1008"))).toEqual({ type: "m7i.large", usd: 0.1008 });
});

describe("refreshed", () => {
  const before = currentFiles(["us-east-1"]);
  const live: LiveRegion = { region: "us-east-1", types: [], offerings: {}, prices: {} };
  const asNow = {
    ...live,
    offerings: Object.fromEntries(
      before.offerings.offerings.flatMap(({ types, zones }) =>
        types.flatMap((type) => (zones["us-east-1"] ? [[type, zones["us-east-1"]]] : [])),
      ),
    ),
    prices: before["prices/us-east-1"]?.instances.usd ?? {},
  };
  const changes = (over: Partial<LiveRegion>) =>
    changesBetween(before, refreshed(before, { ...asNow, ...over }, "2026-11-25"));

  test("changes nothing where AWS says what the catalogue says", () => {
    expect(changes({})).toEqual([]);
  });

  test("tells a new type fact by fact, a moved offering and a changed price", () => {
    const found = changes({
      types: [b300],
      offerings: { ...asNow.offerings, "p5en.48xlarge": ["use1-az1"] },
      prices: { ...asNow.prices, "p5en.48xlarge": 1 },
    });
    expect(found.filter(({ type }) => type === "p6-b300.96xlarge").map(({ fact }) => fact)).toContain("network.cards");
    expect(found.filter(({ type }) => type === "p5en.48xlarge")).toEqual([
      { type: "p5en.48xlarge", fact: "price in us-east-1", before: asNow.prices["p5en.48xlarge"], after: 1 },
      {
        type: "p5en.48xlarge",
        fact: "zones in us-east-1",
        before: asNow.offerings["p5en.48xlarge"],
        after: ["use1-az1"],
      },
    ]);
  });

  test("keeps the prices of a region whose price list could not be read, and says where the new ones were", () => {
    expect(changes({ prices: {} })).toEqual([]);
    const after = refreshed(before, { ...asNow, prices: { "g6.xlarge": 1 } }, "2026-11-25");
    const prices = after["prices/us-east-1"];
    expect(prices?.instances).toEqual({ source: "pricing-us-east-1", usd: { "g6.xlarge": 1 } });
    expect(prices?.sources["pricing-us-east-1"]).toMatchObject({ from: "aws:pricing:us-east-1", read: "2026-11-25" });
    expect(prices?.items).toEqual(before["prices/us-east-1"]?.items);
  });
});
