import { describe, expect, it } from "vitest";
import { itemPrice, onDemandPrice } from "../../catalog/prices";
import { billOf } from "../../plan/cost/billOf";
import type { PlanResource } from "../../plan/plan";

const usage = {
  natGatewayGBPerMonth: 100,
  endpointGBPerMonth: 40,
  bucketGB: 50,
  logsGBPerMonth: 30,
  internetEgressGBPerMonth: 5,
};

function resource(
  type: string,
  name: string,
  inputs: Record<string, unknown> = {},
  references: Record<string, string[]> = {},
): PlanResource {
  return {
    urn: `urn:${name}`,
    type,
    name,
    custom: true,
    inputs,
    dependencies: [],
    propertyDependencies: references,
    protect: false,
    change: { kind: "create" },
  };
}

const bill = (resources: PlanResource[], region = "us-east-1") =>
  billOf({ region, resources, usage, budgetMonthlyUSD: 1000 });

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

/** The price as its source gives it; a test without it proves nothing. */
function price(item: string): number {
  const found = itemPrice(item, "us-east-1");
  if (!found) throw new Error(`no price of ${item}`);
  return found.usd;
}
const p5en = onDemandPrice("p5en.48xlarge", "us-east-1")?.usd ?? NaN;

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
    ["SPOT", /^spot prices change by the hour; on demand it would be \$\d+ a month$/],
    ["CAPACITY_BLOCK", /^a capacity block is paid when it is bought/],
  ])("never guesses a price of %s", (capacityType, reason) => {
    const { lines, notPriced } = bill([template, group({ capacityType })]);
    expect(lines.map(({ concern }) => concern)).toEqual(["storage"]);
    expect(notPriced).toHaveLength(1);
    expect(notPriced[0]?.reason).toMatch(reason);
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
    const elsewhere = bill([resource("aws:ec2/natGateway:NatGateway", "n")], "xx-none-1");
    expect(elsewhere.lines).toEqual([]);
    expect(elsewhere.notPriced.map(({ reason }) => reason)).toEqual([
      "the catalogue has no price of nat-gateway-hour in xx-none-1",
      "the catalogue has no price of nat-gateway-gb in xx-none-1",
    ]);
  });
});
