import type { BackboneUsage } from "../spec/backbone.types";
import type { Usage } from "../spec/stack.types";

/** The monthly bill of a plan: a line a billed dimension, and what could not be priced, never as zero. US dollars. */
export interface Bill {
  currency: "USD";
  hoursPerMonth: number;
  /** With every pool at its fewest nodes and every use at its low. */
  minimumMonthlyUSD: number;
  monthlyUSD: number;
  /** With every pool at its most nodes and every use at its high. */
  maximumMonthlyUSD: number;
  /** Monthly US dollars by concern, largest first. */
  concerns: { concern: Concern; monthlyUSD: number }[];
  lines: BillLine[];
  notPriced: NotPriced[];
  /** Resources that AWS makes no charge for. */
  free: number;
  /** The assumptions the usage-based lines stand on, as the stack file says them. */
  usage: UsageAssumptions;
  /** What the stack file pays otherwise than the public price; absent where it says nothing. */
  prices?: OwnPrices;
  budgetMonthlyUSD: number;
  /** What the stack's training jobs take and cost from start to end, where they say what they train. */
  runs?: PlannedRun[];
}

/** Whether more charges have a price than have none: else what is priced says little of the whole. */
export const isMostlyPriced = ({ lines, notPriced }: Pick<Bill, "lines" | "notPriced">) =>
  lines.length > notPriced.length;

export const concerns = ["compute", "control plane", "network", "storage", "security", "observability"] as const;

export type Concern = (typeof concerns)[number];

export interface BillLine {
  urn: string;
  concern: Concern;
  /** What is billed, for example `NAT gateway hours`. */
  item: string;
  /** The price that it is billed by: an item of `catalog/facts/price-items.json` or an instance type. */
  sku: string;
  /** The region or Local Zone whose price it is. */
  region: string;
  quantity: number;
  unit: string;
  /** How the instances are bought, where not on demand. */
  purchase?: Purchase;
  /** What you pay. */
  unitPriceUSD: number;
  /** The public price, where a discount makes yours another. */
  listUnitPriceUSD?: number;
  /** With the pool at its fewest nodes, the use at its low; absent where it is the same. */
  minimumMonthlyUSD?: number;
  monthlyUSD: number;
  /** With the pool at its most nodes, the use at its high; absent where it is the same. */
  maximumMonthlyUSD?: number;
  /** True where the quantity is an assumption on use. */
  usageBased: boolean;
  /** Where and when the price was read. */
  source: string;
}

/** What a planned training run takes and costs, by the sizing's model and the pool's price. */
export interface PlannedRun {
  workload: string;
  pool: string;
  nodes: number;
  model: string;
  tokens: number;
  /** Why nothing can be said; the rest is absent then. */
  reason?: string;
  days?: number;
  nodeHours?: number;
  /** Absent where the pool has no price. The range is that of a utilisation a tenth better and a fifth worse than planned. */
  minimumUSD?: number;
  usd?: number;
  maximumUSD?: number;
}

/** As `prices` of the stack file names it. */
export type Purchase = "onDemand" | "spot" | "capacityBlocks";

export interface NotPriced {
  urn: string;
  type: string;
  item: string;
  reason: string;
}

/** An assumed amount: one figure, or the range it may be in. */
export type UsageAmount = number | { low: number; likely: number; high: number };

/** `usage` of the stack file: what the bill assumes where use decides. The stack file's reference says what each key counts. */
export type UsageAssumptions = Partial<Record<UsageKey, UsageAmount>>;

export type UsageKey = keyof Usage | keyof BackboneUsage;

/** `prices` of the stack file: what you pay where it is not the public price, and what no public source gives. */
export interface OwnPrices {
  /** Percentages off the public price, for example `28%`: a savings plan on compute, a private rate. */
  discounts?: Partial<Record<Concern, string>>;
  /** US dollars an hour by instance type, by how it is bought. */
  onDemand?: Record<string, number>;
  spot?: Record<string, number>;
  capacityBlocks?: Record<string, number>;
  /** US dollars by item of `catalog/facts/price-items.json`. */
  items?: Record<string, number>;
}
