import { itemPrice, onDemandPrice } from "../../../catalog/prices";
import type { Bill, OwnPrices, UsageAssumptions } from "../../../plan/bill";
import { billOf } from "../../../plan/cost/billOf";
import type { Plan, PlanResource } from "../../../plan/plan";

export const usage: UsageAssumptions = {
  natGatewayGBPerMonth: 100,
  endpointGBPerMonth: 40,
  bucketGB: { low: 10, likely: 50, high: 500 },
  logsGBPerMonth: 30,
  internetEgressGBPerMonth: 5,
};

export function resource(
  type: string,
  name: string,
  inputs: Record<string, unknown> = {},
  propertyDependencies: Record<string, string[]> = {},
): PlanResource {
  const identity = { urn: `urn:${type}::${name}`, type, name, custom: true, protect: false };
  return { ...identity, inputs, dependencies: [], propertyDependencies, change: { kind: "create" } };
}

export function bill(resources: PlanResource[], prices: OwnPrices = {}, region = "us-east-1"): Bill {
  return billOf({ region, resources, usage, prices, budgetMonthlyUSD: 1000 });
}

/** The bill of resources with other assumptions. */
export function billWith(assumed: UsageAssumptions, resources: PlanResource[]): Bill {
  return billOf({ region: "us-east-1", resources, usage: assumed, budgetMonthlyUSD: 1000 });
}

/** A plan of these resources, as far as a bill is concerned. */
export function planned(resources: PlanResource[], prices: OwnPrices = {}): Plan {
  const named = { stack: "us-east-1", region: "us-east-1", environment: "production" };
  return { ...named, resources, bill: bill(resources, prices) } as unknown as Plan;
}

/** The price as its source gives it; a test without it proves nothing. */
export function price(item: string): number {
  const found = itemPrice(item, "us-east-1");
  if (!found) throw new Error(`no price of ${item}`);
  return found.usd;
}

export function instancePrice(type: string): number {
  const found = onDemandPrice(type, "us-east-1");
  if (!found) throw new Error(`no price of ${type}`);
  return found.usd;
}

/** A pool's node group. */
export function nodeGroup(
  name: string,
  type: string,
  [minSize, desiredSize, maxSize]: [number, number, number],
  inputs: Record<string, unknown> = {},
): PlanResource {
  return resource("aws:eks/nodeGroup:NodeGroup", name, {
    instanceTypes: [type],
    scalingConfig: { minSize, desiredSize, maxSize },
    labels: { "aidc.dev/pool": name },
    ...inputs,
  });
}
