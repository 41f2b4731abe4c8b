import { describe, expect, it } from "vitest";
import { bill, instancePrice, price, resource } from "./resources";

const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
  instanceType: "p5en.48xlarge",
  blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 200, volumeType: "gp3" } }],
});
const group = (inputs: Record<string, unknown>) =>
  resource(
    "aws:eks/nodeGroup:NodeGroup",
    "group",
    { scalingConfig: { desiredSize: 2, minSize: 2, maxSize: 5 }, ...inputs },
    { launchTemplate: [template.urn] },
  );

const p5en = instancePrice("p5en.48xlarge");

describe("billOf", () => {
  it("bills what Karpenter may make at its limit, in the dearest type, and nothing before pods ask", () => {
    const requirements = [
      { key: "node.kubernetes.io/instance-type", operator: "In", values: ["g6e.xlarge", "p5en.48xlarge"] },
    ];
    const pool = resource("kubernetes:karpenter.sh/v1:NodePool", "burst", {
      spec: { limits: { "nvidia.com/gpu": 20 }, template: { spec: { requirements } } },
    });
    const { monthlyUSD, maximumMonthlyUSD } = bill([pool]);
    expect(monthlyUSD).toBe(0);
    expect(maximumMonthlyUSD).toBeCloseTo(2 * 730 * p5en, 6);
  });

  it("bills nodes at their desired number and says what the most would cost", () => {
    const { monthlyUSD, maximumMonthlyUSD, concerns, free } = bill([template, group({ capacityType: "ON_DEMAND" })]);
    expect(monthlyUSD).toBeCloseTo(2 * 730 * p5en + 2 * 200 * price("ebs-gp3-gb-month"), 6);
    expect(maximumMonthlyUSD).toBeCloseTo(5 * 730 * p5en + 5 * 200 * price("ebs-gp3-gb-month"), 6);
    expect(concerns.map(({ concern }) => concern)).toEqual(["compute", "storage"]);
    expect(free).toBe(1);
  });

  it.each([
    ["SPOT", "us-east-1", /^spot prices change by the hour: set `prices.spot`; on demand it would be \$\d+ a month$/],
    [
      "CAPACITY_BLOCK",
      "eu-north-1",
      /^no source gives the rate of its capacity blocks here: set `prices.capacityBlocks`/,
    ],
  ])("never guesses a price of %s", (capacityType, region, reason) => {
    const { lines, notPriced } = bill([template, group({ capacityType })], {}, region);
    expect(lines.filter(({ concern }) => concern === "compute")).toEqual([]);
    expect(notPriced[0]?.reason).toMatch(reason);
  });

  it("bills a capacity block whole, at AWS' rate, for the days it lasts, and takes no discount off it", () => {
    const nodes = group({ capacityType: "CAPACITY_BLOCK" });
    const at = (startTime: string) =>
      resource("aws:autoscaling/schedule:Schedule", startTime, { startTime }, { autoscalingGroupName: [nodes.urn] });
    // It ends an hour after its nodes leave.
    const days = [at("2027-01-04T11:30:00Z"), at("2027-01-18T10:30:00Z")];
    const compute = (...more: typeof days) =>
      bill([template, nodes, ...more], { discounts: { compute: "50%" } }).lines.find(
        (line) => line.concern === "compute",
      );
    expect(compute(...days)).toMatchObject({
      purchase: "capacityBlocks",
      quantity: 5 * 14 * 24,
      unitPriceUSD: 8 * 7.895,
    });
    expect(compute()?.quantity).toBe(5 * 730);
  });

  it.each([
    ["SPOT", 2, { spot: { "p5en.48xlarge": 20 } }, "prices.spot.p5en.48xlarge"],
    ["CAPACITY_BLOCK", 5, { capacityBlocks: { "p5en.48xlarge": 20 } }, "prices.capacityBlocks.p5en.48xlarge"],
  ])("bills %s at the stack file's own price, which no discount touches", (capacityType, nodes, own, source) => {
    const { lines, notPriced } = bill([template, group({ capacityType })], { ...own, discounts: { compute: "50%" } });
    const [line] = lines.filter(({ concern }) => concern === "compute");
    expect(line).toMatchObject({ unitPriceUSD: 20, monthlyUSD: nodes * 730 * 20, source: `the stack file, ${source}` });
    expect(line).not.toHaveProperty("listUnitPriceUSD");
    expect(notPriced).toEqual([]);
  });

  it("takes discounts off the public price by concern, and keeps both", () => {
    const [line] = bill([template, group({ capacityType: "ON_DEMAND" })], { discounts: { compute: "28%" } }).lines;
    expect(line).toMatchObject({ listUnitPriceUSD: p5en, unitPriceUSD: p5en * (1 - 0.28) });
    const [undiscounted] = bill([template, group({})], { discounts: { storage: "28%" } }).lines;
    expect(undiscounted).not.toHaveProperty("listUnitPriceUSD");
  });

  it("prices what no source prices by the stack file's items, and a region's types by its own prices", () => {
    const lustre = resource("aws:fsx/lustreFileSystem:LustreFileSystem", "fast", {
      storageCapacity: 2400,
      perUnitStorageThroughput: 1000,
    });
    const unknown = "eu-north-1";
    expect(bill([lustre], {}, unknown).notPriced).toHaveLength(1);
    expect(bill([lustre], { items: { "fsx-lustre-ssd-1000-gb-month": 0.65 } }, unknown).lines[0]).toMatchObject({
      monthlyUSD: 1560,
      unit: "GB-month",
    });
    const elsewhere = bill([template, group({})], { onDemand: { "p5en.48xlarge": 70 } }, "eu-north-1");
    expect(elsewhere.monthlyUSD).toBe(2 * 730 * 70);
  });

  it("gives an assumed use its range, and lists a use that nobody assumes", () => {
    const { lines, notPriced, minimumMonthlyUSD, monthlyUSD, maximumMonthlyUSD } = bill([
      resource("aws:s3/bucket:Bucket", "raw"),
    ]);
    const gb = price("s3-standard-gb-month");
    expect(lines).toHaveLength(1);
    expect([minimumMonthlyUSD, monthlyUSD, maximumMonthlyUSD]).toEqual([10 * gb, 50 * gb, 500 * gb]);
    expect(notPriced.map(({ reason }) => reason)).toEqual([
      "use decides, and the stack file does not say it: set `usage.bucketThousandWritesPerMonth`",
      "use decides, and the stack file does not say it: set `usage.bucketThousandReadsPerMonth`",
    ]);
  });

  it("divides shared usage among the resources that carry it", () => {
    const nats = ["a", "b"].map((name) => resource("aws:ec2/natGateway:NatGateway", name));
    const { monthlyUSD, lines } = bill(nats);
    expect(monthlyUSD).toBeCloseTo(2 * 730 * price("nat-gateway-hour") + 100 * price("nat-gateway-gb"), 6);
    expect(lines.filter(({ usageBased }) => usageBased).map(({ quantity }) => quantity)).toEqual([50, 50]);
  });

  it("bills interface endpoints by zone and gateway endpoints not at all", () => {
    const endpoint = (name: string, inputs: object) => resource("aws:ec2/vpcEndpoint:VpcEndpoint", name, { ...inputs });
    const { monthlyUSD, free } = bill([
      endpoint("s3", { vpcEndpointType: "Gateway" }),
      endpoint("sts", { vpcEndpointType: "Interface", subnetIds: ["unknown", "unknown", "unknown"] }),
    ]);
    expect(monthlyUSD).toBeCloseTo(3 * 730 * price("interface-endpoint-hour") + 40 * price("interface-endpoint-gb"), 6);
    expect(free).toBe(1);
  });

  it("charges extended support for a version past its standard support", () => {
    const cluster = (version: string) => bill([resource("aws:eks/cluster:Cluster", "c", { version })]).lines[0];
    expect(cluster("1.35")?.item).toBe("EKS cluster hours");
    expect(cluster("1.31")).toMatchObject({
      item: "EKS cluster hours in extended support",
      monthlyUSD: 730 * price("eks-cluster-extended-hour"),
    });
  });

  it("lists an unknown kind and a region without prices, never as zero", () => {
    const unknownKind = bill([resource("aws:sagemaker/domain:Domain", "d")]);
    expect(unknownKind).toMatchObject({ monthlyUSD: 0, free: 0, notPriced: [{ type: "aws:sagemaker/domain:Domain" }] });
    const elsewhere = bill([resource("aws:ec2/natGateway:NatGateway", "n")], {}, "xx-none-1");
    expect(elsewhere.lines).toEqual([]);
    expect(elsewhere.notPriced.map(({ reason }) => reason)).toEqual([
      "the catalogue has no price of nat-gateway-hour in xx-none-1",
      "the catalogue has no price of nat-gateway-gb in xx-none-1",
    ]);
  });
});
