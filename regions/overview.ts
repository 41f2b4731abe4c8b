import { createHash } from "node:crypto";
import { findInstanceType } from "../catalog/instanceTypes";
import { isMostlyPriced } from "../plan/bill";
import type { Plan } from "../plan/plan";
import { mostNodes } from "../spec/quota";
import type { Backbone, Stack } from "../spec/stack";
import { networkZones } from "../spec/zones";
import type { TakenRange } from "./addresses";
import { keptRanges, siteRanges } from "./backboneRanges";

/** A stack at a glance. A Backbone has no cluster, no network of its own and no pools. */
export interface RegionOverview {
  stack: string;
  region: string;
  environment: string;
  kubernetes?: string;
  cidr?: string;
  /** Of a Backbone: what sites on premises have, and what it keeps for the networks of regions. */
  ranges?: { sites: TakenRange[]; kept: TakenRange[] };
  zones: string[];
  /** By pool; dynamic pools from none to their limit. */
  pools: { name: string; types: string[]; accelerator: string; from: number; to: number }[];
  resources: number;
  /** The same for the same resources, whatever they cost or the packs say. */
  fingerprint: string;
  verdict: Plan["policy"]["verdict"];
  findings: number;
  bill: {
    /** False where neither the catalogue nor the stack file has most of the prices: then the sums say nothing. */
    priced: boolean;
    monthlyUSD: number;
    maximumMonthlyUSD: number;
    budgetMonthlyUSD: number;
    concerns: Record<string, number>;
    notPriced: number;
  };
  errors: string[];
}

export function overviewOf(plan: Plan, stack: Stack | Backbone): RegionOverview {
  const { bill, policy, summary, diagnostics } = plan;
  return {
    stack: plan.stack,
    region: plan.region,
    environment: plan.environment,
    ...(stack.kind === "Region"
      ? {
          kubernetes: stack.cluster.version,
          cidr: stack.network.cidr,
          zones: networkZones(stack),
          pools: poolsOf(stack),
        }
      : { ranges: { sites: siteRanges(stack, plan.stack), kept: keptRanges(stack) }, zones: [], pools: [] }),
    resources: summary.resources,
    fingerprint: fingerprintOf(plan),
    verdict: policy.verdict,
    findings: policy.findings.length,
    bill: {
      priced: isMostlyPriced(bill),
      monthlyUSD: bill.monthlyUSD,
      maximumMonthlyUSD: bill.maximumMonthlyUSD,
      budgetMonthlyUSD: bill.budgetMonthlyUSD,
      concerns: Object.fromEntries(bill.concerns.map(({ concern, monthlyUSD }) => [concern, monthlyUSD])),
      notPriced: bill.notPriced.length,
    },
    errors: diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
  };
}

function fingerprintOf({ resources }: Plan): string {
  const made = resources.map(({ urn, inputs, provider, protect, dependencies }) => [
    urn,
    inputs,
    provider,
    protect,
    dependencies,
  ]);
  return createHash("sha256").update(JSON.stringify(made)).digest("hex").slice(0, 32);
}

function poolsOf({ pools, dynamicPools = [] }: Stack): RegionOverview["pools"] {
  const acceleratorOf = (type: string) => findInstanceType(type)?.accelerator;
  return [
    ...pools.map(({ name, instanceType, nodes }) => {
      const accelerator = acceleratorOf(instanceType);
      const perNode = accelerator?.count ?? 0;
      const least = typeof nodes === "number" ? nodes : nodes.min;
      return {
        name,
        types: [instanceType],
        accelerator: accelerator?.name ?? "none",
        from: least * perNode,
        to: mostNodes(nodes) * perNode,
      };
    }),
    ...dynamicPools.map(({ name, instanceTypes, maxAccelerators }) => ({
      name,
      types: instanceTypes,
      accelerator: acceleratorOf(instanceTypes[0] ?? "")?.name ?? "none",
      from: 0,
      to: maxAccelerators,
    })),
  ];
}
