import type { Bill, BillLine, Concern, NotPriced, OwnPrices, UsageAssumptions } from "../bill";
import type { PlanResource } from "../resource";
import { computePricers } from "./compute";
import { isFree } from "./free";
import { guardDutyPricers } from "./guardDuty";
import { interconnectPricers } from "./interconnect";
import { kubernetesPricers } from "./kubernetes";
import { networkPricers } from "./network";
import { operationsPricers } from "./operations";
import { type Charge, type Context, hoursPerMonth, notPriced, type Pricer } from "./pricer";
import { storagePricers } from "./storage";

const pricers: Record<string, Pricer> = {
  ...computePricers,
  ...networkPricers,
  ...interconnectPricers,
  ...storagePricers,
  ...operationsPricers,
  ...guardDutyPricers,
  ...kubernetesPricers,
};

export interface BillRequest {
  region: string;
  resources: PlanResource[];
  usage: UsageAssumptions;
  prices?: OwnPrices;
  budgetMonthlyUSD: number;
}

/** The monthly bill of a plan's resources. Each is priced, free, or listed as not priced with the reason. */
export function billOf({ region, resources, usage, prices, budgetMonthlyUSD }: BillRequest): Bill {
  const byType = new Map<string, PlanResource[]>();
  for (const resource of resources) byType.set(resource.type, [...(byType.get(resource.type) ?? []), resource]);
  const context: Context = {
    region,
    usage,
    prices: prices ?? {},
    resources: new Map(resources.map((resource) => [resource.urn, resource])),
    ofType: (type) => byType.get(type) ?? [],
  };
  const billed = resources.filter((resource) => resource.custom && resource.change.kind !== "read");
  const charges = billed.map((resource) => chargesOf(resource, { ...context, region: regionOf(resource, context) }));
  const lines = charges.flat().filter(isLine);
  return {
    currency: "USD",
    hoursPerMonth,
    minimumMonthlyUSD: sum(lines, ({ monthlyUSD, minimumMonthlyUSD = monthlyUSD }) => minimumMonthlyUSD),
    monthlyUSD: sum(lines, ({ monthlyUSD }) => monthlyUSD),
    maximumMonthlyUSD: sum(lines, ({ monthlyUSD, maximumMonthlyUSD = monthlyUSD }) => maximumMonthlyUSD),
    concerns: byConcern(lines),
    lines,
    notPriced: charges.flat().filter((charge): charge is NotPriced => !isLine(charge)),
    free: charges.filter((list) => list.length === 0).length,
    usage,
    ...(prices && { prices }),
    budgetMonthlyUSD,
  };
}

/** Whether somebody has decided what the kind costs: a pricer, or free with its reason. Any other is listed by default. */
export function isDecided(type: string): boolean {
  return type in pricers || isFree(type);
}

/** The region that a resource stands in, whose prices it has: its own, else its provider's. */
function regionOf({ inputs, provider = "" }: PlanResource, { region, resources }: Context): string {
  const [urn = ""] = /^.*(?=::)/.exec(provider) ?? [];
  const named = inputs.region ?? resources.get(urn)?.inputs.region;
  return typeof named === "string" ? named : region;
}

function chargesOf(resource: PlanResource, context: Context): Charge[] {
  const pricer = pricers[resource.type];
  if (pricer) return pricer(resource, context);
  if (isFree(resource.type)) return [];
  return [notPriced(resource, resource.type, "the toolkit has no price model for this kind yet")];
}

function isLine(charge: Charge): charge is BillLine {
  return "monthlyUSD" in charge;
}

function byConcern(lines: BillLine[]): Bill["concerns"] {
  const concerns = new Map<Concern, BillLine[]>();
  for (const line of lines) concerns.set(line.concern, [...(concerns.get(line.concern) ?? []), line]);
  return [...concerns]
    .map(([concern, of]) => ({ concern, monthlyUSD: sum(of, ({ monthlyUSD }) => monthlyUSD) }))
    .sort((a, b) => b.monthlyUSD - a.monthlyUSD);
}

function sum(lines: BillLine[], amount: (line: BillLine) => number): number {
  return lines.reduce((total, line) => total + amount(line), 0);
}
