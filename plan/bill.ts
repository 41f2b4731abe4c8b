/** The monthly bill of a plan: a line a billed dimension, and what could not be priced, never as zero. US dollars. */
export interface Bill {
  currency: "USD";
  hoursPerMonth: number;
  monthlyUSD: number;
  /** Monthly US dollars by concern (compute, network, storage, security, observability, control plane), largest first. */
  concerns: { concern: string; monthlyUSD: number }[];
  lines: BillLine[];
  notPriced: { urn: string; type: string; reason: string }[];
  /** Resources of kinds that AWS does not charge for. */
  free: number;
  /** The assumptions the usage-based lines stand on, as read from the stack file. */
  usage: Record<string, number>;
  budgetMonthlyUSD?: number;
}

export interface BillLine {
  urn: string;
  concern: string;
  /** What is billed, for example `NAT gateway hours`. */
  item: string;
  quantity: number;
  unit: string;
  unitPriceUSD: number;
  monthlyUSD: number;
  /** True where the quantity is an assumption on use. */
  usageBased: boolean;
  /** The catalogue's source of the price. */
  source: string;
}
