import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemPrice } from "../../catalog/prices";
import { billOf } from "../../plan/cost/billOf";
import { discounted } from "../../plan/cost/discount";
import type { Plan, PlanResource } from "../../plan/plan";
import { renderBill } from "../../plan/render/billTable";
import { renderFocus } from "../../plan/render/focus";

const usage = {
  natGatewayGBPerMonth: 100,
  endpointGBPerMonth: 40,
  bucketGB: 50,
  logsGBPerMonth: 30,
  internetEgressGBPerMonth: 5,
};

function resource(
  type: string,
  inputs: Record<string, unknown> = {},
  propertyDependencies: Record<string, string[]> = {},
): PlanResource {
  const name = type.slice(type.lastIndexOf(":") + 1);
  const identity = { urn: `urn::${name}`, type, name, custom: true, protect: false };
  return { ...identity, inputs, dependencies: [], propertyDependencies, change: { kind: "create" } };
}

const bill = (...resources: PlanResource[]) =>
  billOf({ region: "us-east-1", resources, usage, budgetMonthlyUSD: 1000 });

function price(item: string): number {
  const found = itemPrice(item, "us-east-1");
  if (!found) throw new Error(`no price of ${item}`);
  return found.usd;
}

const nodeGroup = (desiredSize: number, maxSize = desiredSize) =>
  resource("aws:eks/nodeGroup:NodeGroup", {
    instanceTypes: ["p5en.48xlarge"],
    scalingConfig: { desiredSize, minSize: desiredSize, maxSize },
  });

describe("managed services", () => {
  it("bill a Lustre file system by its capacity in its class of throughput, and no class without a price", () => {
    const lustre = (perUnitStorageThroughput: number) =>
      bill(resource("aws:fsx/lustreFileSystem:LustreFileSystem", { storageCapacity: 2400, perUnitStorageThroughput }));
    expect(lustre(125).monthlyUSD).toBeCloseTo(2400 * 0.145, 6);
    expect(lustre(1000).notPriced[0]?.reason).toBe(
      "the catalogue has no price of fsx-lustre-ssd-1000-gb-month in us-east-1",
    );
  });

  it("bill a serverless Aurora instance from its least to its greatest capacity", () => {
    const cluster = resource("aws:rds/cluster:Cluster", {
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 8 },
    });
    const instance = resource(
      "aws:rds/clusterInstance:ClusterInstance",
      { instanceClass: "db.serverless" },
      { clusterIdentifier: [cluster.urn] },
    );
    const { monthlyUSD, maximumMonthlyUSD, notPriced } = bill(cluster, instance);
    expect(monthlyUSD).toBeCloseTo(0.5 * 730 * 0.12, 6);
    expect(maximumMonthlyUSD).toBeCloseTo(8 * 730 * 0.12, 6);
    expect(notPriced.map(({ item }) => item)).toEqual(["Aurora storage and I/O"]);
  });

  it("bill a Service that makes a load balancer, and no other", () => {
    const service = (type: string) => bill(resource("kubernetes:core/v1:Service", { spec: { type } }));
    expect(service("LoadBalancer").monthlyUSD).toBeCloseTo(730 * price("load-balancer-hour"), 6);
    expect(service("ClusterIP")).toMatchObject({ monthlyUSD: 0, free: 1, notPriced: [] });
  });

  it("bill a claim that makes a volume, and not one that mounts what stands", () => {
    const claim = (spec: object) => bill(resource("kubernetes:core/v1:PersistentVolumeClaim", { spec }));
    const resources = { requests: { storage: "100Gi" } };
    expect(claim({ storageClassName: "gp3", resources }).monthlyUSD).toBeCloseTo(8, 6);
    expect(claim({ storageClassName: "", volumeName: "scratch", resources }).free).toBe(1);
    expect(claim({ storageClassName: "other", resources }).notPriced).toHaveLength(1);
  });

  it("list what use decides, never as zero", () => {
    for (const type of ["aws:dynamodb/table:Table", "aws:backup/vault:Vault", "aws:grafana/workspace:Workspace"])
      expect(bill(resource(type))).toMatchObject({ monthlyUSD: 0, free: 0, notPriced: [{ type }] });
  });
});

describe("a bill", () => {
  it("is never less with more nodes, and never more at its least than at its most", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (nodes, more, most) => {
        const [now, then] = [bill(nodeGroup(nodes)), bill(nodeGroup(nodes + more))];
        expect(then.monthlyUSD).toBeGreaterThanOrEqual(now.monthlyUSD);
        const growing = bill(nodeGroup(nodes, nodes + most));
        expect(growing.maximumMonthlyUSD).toBeGreaterThanOrEqual(growing.monthlyUSD);
      }),
    );
  });

  it("is the sum of its lines and of its concerns, discounted or not", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (nodes, share) => {
        const list = bill(nodeGroup(nodes), resource("aws:ec2/natGateway:NatGateway"));
        const yours = discounted(list, { compute: share });
        const sum = (amounts: { monthlyUSD: number }[]) => amounts.reduce((all, { monthlyUSD }) => all + monthlyUSD, 0);
        expect(sum(yours.lines)).toBeCloseTo(yours.monthlyUSD, 4);
        expect(sum(yours.concerns)).toBeCloseTo(yours.monthlyUSD, 4);
        const compute = list.concerns.find(({ concern }) => concern === "compute")?.monthlyUSD ?? 0;
        expect(yours.monthlyUSD).toBeCloseTo(list.monthlyUSD - share * compute, 4);
      }),
    );
  });

  it("shows the hour beside the month, and what is not priced", () => {
    const text = renderBill(bill(nodeGroup(2), resource("aws:dynamodb/table:Table")));
    expect(text).toContain("p5en.48xlarge instance hours");
    expect(text).toContain("Not priced: 1");
    expect(text).toContain("an hour; at most");
  });
});

describe("the FOCUS export", () => {
  const resources = [nodeGroup(2), resource("aws:ec2/natGateway:NatGateway")];
  const list = bill(...resources);
  const plan = { stack: "us-east-1", region: "us-east-1", environment: "production", resources } as unknown as Plan;
  const csv = renderFocus({ ...plan, bill: discounted(list, { compute: 0.25 }) }, { month: "2026-12", list });
  const [head = "", ...rows] = csv.trim().split("\n");

  it("has every mandatory column of version 1.0", () => {
    const mandatory =
      "BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeClass " +
      "ChargeDescription ChargePeriodEnd ChargePeriodStart ContractedCost EffectiveCost InvoiceIssuerName ListCost PricingQuantity " +
      "PricingUnit ProviderName PublisherName ServiceCategory ServiceName";
    expect(head.split(",")).toEqual(expect.arrayContaining(mandatory.split(" ")));
  });

  it("is a row a line, of one month, with list and effective cost apart", () => {
    expect(rows).toHaveLength(list.lines.length);
    const cells = (rows[0] ?? "").split(",");
    const at = (column: string) => cells[head.split(",").indexOf(column)] ?? "";
    expect([at("BillingPeriodStart"), at("BillingPeriodEnd")]).toEqual([
      "2026-12-01T00:00:00Z",
      "2027-01-01T00:00:00Z",
    ]);
    expect(Number(at("EffectiveCost"))).toBeCloseTo(0.75 * Number(at("ListCost")), 6);
  });
});
