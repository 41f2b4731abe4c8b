import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { priceItems } from "../../catalog/priceItems";
import { changesBetween } from "../../catalog/refresh/changes";
import { type OfferPrices, readOffers } from "../../catalog/refresh/offers";
import { currentFiles, repriced } from "../../catalog/refresh/refresh";

/** The five lines above the columns of an offer file, as AWS writes them. */
const preamble = [
  '"FormatVersion","v1.0"',
  '"Disclaimer","This list is for information. Prices are also subject to the terms, see https://aws.amazon.com"',
  '"Publication Date","2026-11-20T00:00:00Z"',
  '"Version","20261120000000"',
  '"OfferCode","AmazonEC2"',
];
const term =
  "SKU,OfferTermCode,RateCode,TermType,PriceDescription,EffectiveDate,StartingRange,EndingRange,Unit,PricePerUnit,Currency";
/** The columns of the services' files, in their order, as they stood in September 2026; `other` has what the rest are read by. */
const COLUMNS = {
  ec2: `${term},RelatedTo,LeaseContractLength,PurchaseOption,OfferingClass,Product Family,serviceCode,Location,Location Type,Instance Type,Current Generation,vCPU,Memory,Tenancy,Operating System,License Model,Group,Group Description,usageType,operation,CapacityStatus,MarketOption,Pre Installed S/W,Region Code,serviceName,Volume API Name`,
  elb: `${term},Product Family,serviceCode,Location,Location Type,Group,Group Description,usageType,operation,Region Code,serviceName`,
  transfer: `${term},RelatedTo,Product Family,serviceCode,Transfer Type,From Location,From Location Type,To Location,To Location Type,usageType,operation,From Region Code,serviceName,To Region Code`,
  queues: `${term},RelatedTo,Product Family,serviceCode,Location,Location Type,Group,Group Description,usageType,operation,Message Delivery Frequency,Message Delivery Order,Queue Type,Region Code,serviceName`,
  other: `${term},Product Family,serviceCode,Location,Location Type,Storage Class,Volume Type,Group,Alarm Type,usageType,operation,Region Code,serviceName`,
};

const usual: Record<string, string> = { TermType: "OnDemand", Currency: "USD", "Location Type": "AWS Region" };
/** AWS quotes what a product has and leaves the rest empty. */
const cell = (value: string | undefined) => (value === undefined ? "" : JSON.stringify(value));

function offer(kind: keyof typeof COLUMNS, ...rows: Record<string, string>[]): string {
  const names = COLUMNS[kind].split(",");
  const lines = rows.map((row) => names.map((name) => cell({ ...usual, ...row }[name])).join(","));
  const titles = names.map((name) => JSON.stringify(name)).join(",");
  return [...preamble, titles, ...lines, ""].join("\n");
}

const instance = (type: string, usd: string, over = {}) => ({
  "Instance Type": type,
  PricePerUnit: usd,
  Unit: "Hrs",
  Tenancy: "Shared",
  "Operating System": "Linux",
  CapacityStatus: "Used",
  "Pre Installed S/W": "NA",
  MarketOption: "OnDemand",
  usageType: `USW2-BoxUsage:${type}`,
  ...over,
});
const item = (usageType: string, usd: string, over = {}) => ({
  usageType,
  PricePerUnit: usd,
  StartingRange: "0",
  ...over,
});

const balancer = (kind: string, usageType: string, usd: string, over = {}) =>
  item(usageType, usd, { "Product Family": `Load Balancer-${kind}`, operation: `LoadBalancing:${kind}`, ...over });

const files: Record<string, string> = {
  AmazonEC2: offer(
    "ec2",
    instance("p5.48xlarge", "60.5"),
    instance("p5.48xlarge", "1", { Tenancy: "Dedicated" }),
    instance("p5.48xlarge", "2", { TermType: "Reserved", LeaseContractLength: "3yr" }),
    { TermType: "Reserved", PriceDescription: "Upfront Fee", Unit: "Quantity", PricePerUnit: "275000" },
    instance("p5.48xlarge", "0", { CapacityStatus: "AllocatedCapacityReservation" }),
    instance("p5.48xlarge", "61", { "Pre Installed S/W": "SQL Web" }),
    instance("z1d.large", "3"),
    instance("p5.48xlarge", "4", { "Location Type": "AWS Local Zone", usageType: "USW2-LAX1-BoxUsage:p5.48xlarge" }),
    instance("p5.48xlarge", "5", { MarketOption: "CapacityBlock" }),
    item("USW2-NatGateway-Hours", "0.048"),
    item("USW2-RegionalNatGateway-Hours", "0.049"),
    item("USW2-NatGateway-Prvd-Bytes", "0.01"),
    item("USW2-EBS:VolumeUsage.gp3", "0.09"),
  ),
  AWSELB: offer(
    "elb",
    balancer("Application", "LoadBalancerUsage", "0.0225"),
    balancer("Application", "TS-LoadBalancerUsage", "0.005"),
    balancer("Application", "Outposts-LoadBalancerUsage", "0.0225", { "Location Type": "AWS Outposts" }),
    balancer("Network", "LoadBalancerUsage", "0.0235"),
    balancer("Gateway", "LoadBalancerUsage", "0.0125"),
    balancer("Application", "LCUUsage", "0.008"),
    balancer("Application", "ReservedLCUUsage", "0.009"),
  ),
  AWSDataTransfer: offer(
    "transfer",
    item("Global-DataTransfer-Out-Bytes", "0.0000000000", { EndingRange: "100" }),
    item("USW2-DataTransfer-Out-Bytes", "0.0900000000", { EndingRange: "10240", RelatedTo: "PB257JUQ8U6E6UPM" }),
    item("USW2-DataTransfer-Out-Bytes", "0.0850000000", { StartingRange: "10240", EndingRange: "51200" }),
    item("USW2-USE1-AWS-Out-Bytes", "0.0200000000"),
    item("USW2-DataTransfer-xAZ-Out-Bytes", "0.0000000000"),
  ),
  AWSQueueService: offer(
    "queues",
    item("USW2-Requests-Tier1", "0.0000004000", { "Queue Type": "Standard", EndingRange: "100000000000" }),
    item("USW2-Requests-Tier1", "0.0000003500", { "Queue Type": "Standard", StartingRange: "100000000000" }),
    item("USW2-Requests-FIFO-Tier1", "0.0000005000", { "Queue Type": "FIFO (first-in, first-out)" }),
    item("USW2-Requests-Fair-Tier1", "0.0000001000", { "Queue Type": "Fair" }),
    item("Global-Requests", "0.0000000000", { EndingRange: "1000000" }),
  ),
  AmazonS3: offer(
    "other",
    item("USW2-TimedStorage-ByteHrs", "0.0230000000", { "Volume Type": "Standard", EndingRange: "51200" }),
    item("USW2-TimedStorage-ByteHrs", "0.0220000000", { "Volume Type": "Standard", StartingRange: "51200" }),
    item("USW2-Annotation-TimedStorage-ByteHrs", "0.0240000000", { "Volume Type": "Annotations" }),
    item("USW2-Requests-Tier1", "0.0000050000"),
    item("USW2-Requests-SIA-Tier1", "0.0000100000"),
  ),
  AmazonCloudWatch: offer(
    "other",
    item("USW2-CW:AlarmMonitorUsage", "0.1", { "Alarm Type": "Standard" }),
    item("USW2-CW:AlarmMonitorUsage", "0.3", { "Alarm Type": "High Resolution" }),
    item("USW2-DataProcessing-Bytes", "0.0", { EndingRange: "5" }),
    item("USW2-DataProcessing-Bytes", "0.55", { StartingRange: "5" }),
  ),
  AmazonDynamoDB: offer(
    "other",
    item("USW2-WriteRequestUnits", "0.000000625"),
    item("USW2-TimedStorage-ByteHrs", "0.25", { StartingRange: "25" }),
  ),
  AmazonSNS: offer("other", item("USW2-Requests-Tier1", "0.0000005"), item("USW2-Requests-Tier1", "0.0000007")),
  awskms: offer("other", item("us-west-2-KMS-Keys", "1")),
  AmazonPrometheus: offer(
    "other",
    item("USW2-AMP:MetricSampleCount", "0.0000000000", { EndingRange: "40000000" }),
    item("USW2-AMP:MetricSampleCount", "0.0000000900", { StartingRange: "40000000", EndingRange: "2000000000" }),
    item("USW2-AMP:MetricSampleCount", "0.0000000350", { StartingRange: "2000000000" }),
  ),
};

let server: Server;
let from = "";
beforeAll(async () => {
  server = createServer(({ url = "" }, response) => {
    // A file that breaks off in the middle.
    if (url.includes("us-east-2")) {
      response.writeHead(200, { "content-length": "1000000" }).write(files.AmazonEC2);
      setTimeout(() => response.destroy(), 20);
      return;
    }
    const [, service = ""] = /^\/offers\/v1\.0\/aws\/(\w+)\/current\/us-west-2\/index\.csv$/.exec(url) ?? [];
    const text = service === "AmazonEKS" ? undefined : files[service];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  from = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("readOffers", () => {
  let offers: OfferPrices;
  const seen: string[] = [];
  beforeAll(async () => {
    offers = await readOffers("us-west-2", (text) => seen.push(text), from);
  });

  it("takes the on-demand hour of Linux with shared tenancy, of types that the catalogue carries", () => {
    expect(offers.instances).toEqual({ "p5.48xlarge": 60.5 });
  });

  it("takes items by usage type under a region's prefix, their first tier that costs, in the catalogue's unit", () => {
    expect(offers.items).toEqual({
      "nat-gateway-hour": 0.048,
      "ebs-gp3-gb-month": 0.09,
      "load-balancer-hour": 0.0225,
      "load-balancer-lcu-hour": 0.008,
      "data-transfer-out-gb": 0.09,
      "sqs-request-1m": 0.4,
      "s3-standard-gb-month": 0.023,
      "s3-write-request-1k": 0.005,
      "cloudwatch-alarm-month": 0.1,
      "cloudwatch-logs-ingestion-gb": 0.55,
      "dynamodb-write-request-1m": 0.625,
      "dynamodb-gb-month": 0.25,
      "kms-key-month": 1,
      "amp-sample-1m": 0.09,
    });
  });

  it("says what it did not find and what it cannot tell apart, and takes neither", () => {
    const unclear = new Map(offers.unclear.map(({ item: name, reason }) => [name, reason]));
    expect(unclear.get("sns-publish-1m")).toMatch(/several prices/);
    expect(unclear.get("eks-cluster-hour")).toMatch(/no product of AmazonEKS/);
    const refreshable = Object.entries(priceItems()).filter(([, { offer: product }]) => product);
    expect(unclear.size + Object.keys(offers.items).length).toBe(refreshable.length);
    expect(seen).toContain("us-west-2: AmazonEC2, 11 rows");
  });

  it("becomes prices of the region with their source; what is absent stays absent, and what stood stays", () => {
    const before = currentFiles(["us-west-2"]);
    const after = repriced(before, offers, "2026-11-25");
    const prices = after["prices/us-west-2"];
    expect(prices?.instances).toEqual({ source: "offers-us-west-2", usd: { "p5.48xlarge": 60.5 } });
    expect(prices?.items["nat-gateway-hour"]).toEqual({ usd: 0.048, source: "offers-us-west-2" });
    expect(prices?.items).not.toHaveProperty("eks-cluster-hour");
    expect(prices?.sources["offers-us-west-2"]).toMatchObject({ from, read: "2026-11-25" });
    expect(changesBetween(before, after)).toContainEqual({
      type: "nat-gateway-hour",
      fact: "price in us-west-2",
      before: 0.045,
      after: 0.048,
    });
    const known = currentFiles(["us-east-1"]);
    const east = repriced(known, { ...offers, region: "us-east-1" }, "2026-11-25")["prices/us-east-1"];
    expect(east?.items["eks-cluster-hour"]).toEqual(known["prices/us-east-1"]?.items["eks-cluster-hour"]);
  });

  it("fails where a file breaks off, and takes no half of it", async () => {
    await expect(readOffers("us-east-2", () => undefined, from)).rejects.toThrow();
  });

  it("fails in words where a file can't be read", async () => {
    await expect(readOffers("us-west-2", () => undefined, "http://127.0.0.1:1")).rejects.toThrow();
  });
});
