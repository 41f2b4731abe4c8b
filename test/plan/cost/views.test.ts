import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TEAM_RULE, teamBills } from "../../../plan/cost/teams";
import { billRows, views } from "../../../plan/cost/views";
import { renderBill } from "../../../plan/render/billTable";
import { renderFocus } from "../../../plan/render/focus";
import { bill, billWith, instancePrice, nodeGroup, planned, resource } from "./resources";

const pool = (nodes: number, most = nodes) => nodeGroup("train", "p5en.48xlarge", [nodes, nodes, most]);
const natGateway = resource("aws:ec2/natGateway:NatGateway", "nat");

describe("a bill", () => {
  it("is never less with more nodes, and its least, likely and most are in order", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(500), (fewest, desired, most, more) => {
        const [a = 0, b = 0, c = 0] = [fewest, desired, most].sort((x, y) => x - y);
        const now = bill([nodeGroup("train", "p5en.48xlarge", [a, b, c])]);
        const then = bill([nodeGroup("train", "p5en.48xlarge", [a + more, b + more, c + more])]);
        expect(now.minimumMonthlyUSD).toBeLessThanOrEqual(now.monthlyUSD);
        expect(now.monthlyUSD).toBeLessThanOrEqual(now.maximumMonthlyUSD);
        for (const key of ["minimumMonthlyUSD", "monthlyUSD", "maximumMonthlyUSD"] as const)
          expect(then[key]).toBeGreaterThanOrEqual(now[key]);
      }),
    );
  });

  it("is the sum of its rows by whatever it is shown, and each line quantity times price, discounted or not", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.integer({ min: 0, max: 100 }), fc.constantFrom(...views), (nodes, off, view) => {
        const list = planned([pool(nodes), natGateway]);
        const yours = planned([pool(nodes), natGateway], { discounts: { compute: `${off}%` } });
        const total = billRows(yours, view).reduce((sum, row) => sum + Number(row.monthlyUSD), 0);
        expect(total).toBeCloseTo(yours.bill.monthlyUSD, 4);
        for (const { quantity, unitPriceUSD, monthlyUSD } of yours.bill.lines)
          expect(quantity * unitPriceUSD).toBeCloseTo(monthlyUSD, 6);
        const compute = list.bill.concerns.find(({ concern }) => concern === "compute")?.monthlyUSD ?? 0;
        expect(yours.bill.monthlyUSD).toBeCloseTo(list.bill.monthlyUSD - (off / 100) * compute, 4);
      }),
    );
  });

  it("shows the hour beside the month, the range, and what is not priced", () => {
    const plan = planned([pool(2, 3), resource("aws:dynamodb/table:Table", "table")]);
    const text = renderBill(plan, "item", { colour: false, width: 200 });
    expect(text).toContain("p5en.48xlarge instance hours");
    expect(text).toMatch(/\$92,412\.16 a month, \$126\.59 an hour, \d+% of the \$1,000\.00 budget/);
    expect(text).toContain("$92,412.16 to $138,618.24 with pools and use at their least and most");
    expect(text).toContain("Not priced  3 charges are not in the bill");
  });
});

describe("the bill by team", () => {
  const queue = (kind: string, name: string, quotas: Record<string, number>) =>
    resource(`kubernetes:kueue.x-k8s.io/v1beta2:${kind}`, name, {
      metadata: { name },
      spec: {
        resourceGroups: [
          {
            flavors: Object.entries(quotas).map(([flavor, nominalQuota]) => ({
              name: flavor,
              resources: [{ name: "nvidia.com/gpu", nominalQuota }],
            })),
          },
        ],
      },
    });
  const flavor = resource("kubernetes:kueue.x-k8s.io/v1beta2:ResourceFlavor", "train", {
    metadata: { name: "train" },
    spec: { nodeLabels: { "aidc.dev/pool": "train" } },
  });

  it("divides a pool by nominal quota, leaves unclaimed quota apart and spreads the shared cost as own costs are", () => {
    const quotas = [queue("ClusterQueue", "a", { train: 8 }), queue("ClusterQueue", "b", { train: 4 })];
    const plan = planned([pool(2), natGateway, flavor, ...quotas, queue("Cohort", "all", { train: 4 })]);
    const nodes = 2 * 730 * instancePrice("p5en.48xlarge");
    const shared = plan.bill.monthlyUSD - nodes;
    const byTeam = new Map(teamBills(plan).map(({ team, ...amounts }) => [team, amounts]));
    expect(byTeam.get("a")?.ownMonthlyUSD).toBeCloseTo(nodes / 2, 6);
    expect(byTeam.get("b")?.ownMonthlyUSD).toBeCloseTo(nodes / 4, 6);
    expect(byTeam.get(undefined)).toMatchObject({ sharedMonthlyUSD: 0, monthlyUSD: nodes / 4 });
    expect(byTeam.get("a")?.sharedMonthlyUSD).toBeCloseTo((shared * 2) / 3, 6);
    expect(renderBill(plan, "team", { colour: false, width: 200 })).toContain(TEAM_RULE);
  });

  it("gives a team what its namespace alone has, and nobody a bill without teams", () => {
    const namespace = resource("kubernetes:core/v1:Namespace", "a", {
      metadata: { name: "a", labels: { "aidc.dev/team": "a" } },
    });
    const service = resource("kubernetes:core/v1:Service", "s", {
      metadata: { namespace: "a" },
      spec: { type: "LoadBalancer" },
    });
    const plan = planned([namespace, service, queue("ClusterQueue", "a", {}), queue("ClusterQueue", "b", {})]);
    expect(teamBills(plan).find(({ team }) => team === "b")?.ownMonthlyUSD).toBe(0);
    expect(teamBills(plan).find(({ team }) => team === "a")?.ownMonthlyUSD).toBeCloseTo(plan.bill.monthlyUSD, 9);
    expect(teamBills(planned([pool(1)]))).toMatchObject([{ sharedMonthlyUSD: bill([pool(1)]).monthlyUSD }]);
  });

  it("adds up to the bill, at least, likely and at most, whatever the quotas", () => {
    const quota = fc.dictionary(fc.constantFrom("train", "serve"), fc.nat(64));
    fc.assert(
      fc.property(fc.array(quota, { maxLength: 5 }), fc.nat(20), fc.nat(20), (quotas, nodes, more) => {
        const queues = quotas.map((of, index) => queue("ClusterQueue", `t${index}`, of));
        const plan = planned([pool(nodes, nodes + more), natGateway, flavor, ...queues]);
        const sum = (key: "minimumMonthlyUSD" | "monthlyUSD" | "maximumMonthlyUSD") =>
          teamBills(plan).reduce((total, team) => total + team[key], 0);
        for (const key of ["minimumMonthlyUSD", "monthlyUSD", "maximumMonthlyUSD"] as const)
          expect(sum(key)).toBeCloseTo(plan.bill[key], 4);
      }),
    );
  });
});

describe("the FOCUS export", () => {
  const plan = planned([pool(2), natGateway], { discounts: { compute: "25%" } });
  const csv = renderFocus(plan, { month: "2026-12" });
  const [head = "", ...rows] = csv.trim().split("\n");

  it("has every column that version 1.0 makes mandatory, or conditional on what AWS has", () => {
    const mandatory =
      "BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeClass " +
      "ChargeDescription ChargePeriodEnd ChargePeriodStart ContractedCost EffectiveCost InvoiceIssuerName ListCost PricingQuantity " +
      "PricingUnit ProviderName PublisherName ServiceCategory ServiceName";
    const conditional =
      "CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName CommitmentDiscountStatus CommitmentDiscountType " +
      "ConsumedQuantity ConsumedUnit ContractedUnitPrice ListUnitPrice PricingCategory RegionId RegionName ResourceId ResourceName " +
      "ResourceType SkuId SkuPriceId SubAccountId SubAccountName Tags";
    expect(head.split(",")).toEqual(expect.arrayContaining([...mandatory.split(" "), ...conditional.split(" ")]));
    const own = head.split(",").filter((column) => !`${mandatory} ${conditional} ChargeFrequency`.includes(column));
    expect(own.filter((column) => !column.startsWith("x_"))).toEqual([]);
  });

  it("prices spot capacity as dynamic, names services as AWS's bills do and puts each in FOCUS' category", () => {
    const spot = nodeGroup("burst", "g6e.12xlarge", [0, 1, 1], { capacityType: "SPOT" });
    const queue = resource("aws:sqs/queue:Queue", "interruptions");
    const table = resource("aws:dynamodb/table:Table", "runs");
    const forecast = planned([spot, pool(1), table, queue], { spot: { "g6e.12xlarge": 4.1 } });
    forecast.bill.lines.push(...billWith({ queueMillionRequestsPerMonth: 1, tableGB: 10 }, [table, queue]).lines);
    const rendered = renderFocus(forecast, { month: "2026-12" });
    const read = parse<Record<string, string>>(rendered, { columns: true });
    const of = (name: string) => read.filter(({ ResourceName }) => ResourceName === name);
    expect(of("burst").map(({ PricingCategory }) => PricingCategory)).toEqual(["Dynamic"]);
    expect(of("train").map(({ PricingCategory }) => PricingCategory)).toEqual(["Standard"]);
    expect(of("burst")[0]).toMatchObject({ SkuId: "g6e.12xlarge", SkuPriceId: "us-east-1/g6e.12xlarge/spot" });
    expect(of("runs")[0]).toMatchObject({ SkuId: "dynamodb-gb-month", RegionId: "us-east-1" });
    expect(of("burst")[0]?.ServiceName).toBe("Amazon Elastic Compute Cloud");
    expect(of("runs")[0]).toMatchObject({ ServiceName: "Amazon DynamoDB", ServiceCategory: "Databases" });
    expect(of("interruptions")[0]).toMatchObject({ ServiceCategory: "Integration" });
  });

  it("is a row a line, of one month, with list and effective cost apart", () => {
    expect(rows).toHaveLength(plan.bill.lines.length);
    const cells = (rows[0] ?? "").split(",");
    const at = (column: string) => cells[head.split(",").indexOf(column)] ?? "";
    expect([at("BillingPeriodStart"), at("BillingPeriodEnd")]).toEqual([
      "2026-12-01T00:00:00Z",
      "2027-01-01T00:00:00Z",
    ]);
    expect(Number(at("EffectiveCost"))).toBeCloseTo(0.75 * Number(at("ListCost")), 6);
  });
});
