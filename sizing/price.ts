import { SECONDS_PER_HOUR } from "./units";

/** How the nodes are bought. `hourlyFactor` of the on-demand price: the offer's, 1 for on-demand. */
export type CapacityModel =
  | { kind: "on-demand" }
  /** Reclaimed nodes add to failures. */
  | { kind: "spot"; hourlyFactor: number; interruptionsPerThousandNodeDays: number }
  /** Paid whether used or not, for whole days, ahead. */
  | { kind: "capacity-block"; hourlyFactor: number }
  | { kind: "savings-plan"; hourlyFactor: number };

export interface RunPrice {
  usd: number;
  nodeHours: number;
  usdPerNodeHour: number;
}

/**
 * Price of nodes for a time, US dollars. A capacity block is sold in whole days (AWS, EC2 Capacity Blocks for ML: 1-14 days, then
 * multiples of 7 up to 182), everything else by the second.
 * @throws RangeError where a capacity block would be longer than 182 days.
 */
export function runPrice(nodes: number, seconds: number, onDemandHourlyUSD: number, capacity: CapacityModel): RunPrice {
  const hours = capacity.kind === "capacity-block" ? 24 * blockDays(seconds) : seconds / SECONDS_PER_HOUR;
  const usdPerNodeHour = onDemandHourlyUSD * (capacity.kind === "on-demand" ? 1 : capacity.hourlyFactor);
  const nodeHours = nodes * hours;
  return { usd: nodeHours * usdPerNodeHour, nodeHours, usdPerNodeHour };
}

/** Days of the shortest capacity block that holds the time. */
export function blockDays(seconds: number): number {
  const days = Math.max(1, Math.ceil(seconds / (24 * SECONDS_PER_HOUR)));
  const block = days <= 14 ? days : 7 * Math.ceil(days / 7);
  if (block > 182) throw new RangeError(`A capacity block lasts at most 182 days; the run needs ${String(days)}.`);
  return block;
}
