/** The monthly bill of a plan: a line a billed dimension, and what could not be priced, never as zero. US dollars. */
export interface Bill {
  currency: "USD";
  hoursPerMonth: number;
  monthlyUSD: number;
  /** With every pool at its most nodes. */
  maximumMonthlyUSD: number;
  /** Monthly US dollars by concern, largest first. */
  concerns: { concern: Concern; monthlyUSD: number }[];
  lines: BillLine[];
  notPriced: NotPriced[];
  /** Resources that AWS makes no charge for. */
  free: number;
  /** The assumptions the usage-based lines stand on, as the stack file says them. */
  usage: UsageAssumptions;
  budgetMonthlyUSD: number;
}

export type Concern = "compute" | "control plane" | "network" | "storage" | "security" | "observability";

export interface BillLine {
  urn: string;
  concern: Concern;
  /** What is billed, for example `NAT gateway hours`. */
  item: string;
  quantity: number;
  unit: string;
  unitPriceUSD: number;
  monthlyUSD: number;
  /** With the pool at its most nodes; absent where it can't grow. */
  maximumMonthlyUSD?: number;
  /** True where the quantity is an assumption on use. */
  usageBased: boolean;
  /** Where and when the price was read. */
  source: string;
}

export interface NotPriced {
  urn: string;
  type: string;
  item: string;
  reason: string;
}

/** `usage` of the stack file: what the bill assumes where use decides. GB a month, and GB kept in each bucket. */
export interface UsageAssumptions {
  natGatewayGBPerMonth: number;
  endpointGBPerMonth: number;
  bucketGB: number;
  logsGBPerMonth: number;
  internetEgressGBPerMonth: number;
}
