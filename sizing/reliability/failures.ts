import { SECONDS_PER_DAY } from "../units";

/**
 * Failures of a node (8 accelerators and what hangs on them) that stop a training job, a 1,000 days.
 * The geometric mean of Meta's two research clusters, 6.50 and 2.34 over 11 months (Kokolis et al. 2024, arXiv 2410.21680): rates of
 * clusters differ by factors, so the middle is taken on a logarithmic scale. BLOOM saw 3.0, OPT-175B about 15, Llama 3 405B 3.8.
 */
export const DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS = 3.9;

/** Interruptions to expect. Every node is needed, so rates add up. */
export function expectedInterruptions(nodes: number, days: number, perThousandNodeDays: number): number {
  return (nodes * days * perThousandNodeDays) / 1000;
}

/** Mean time between interruptions of a job on so many nodes, seconds. */
export function jobMtbfSeconds(nodes: number, perThousandNodeDays: number): number {
  return (1000 * SECONDS_PER_DAY) / (nodes * perThousandNodeDays);
}

/** Geometric mean of rates. */
export function geometricMean(rates: number[]): number {
  return Math.exp(rates.reduce((sum, rate) => sum + Math.log(rate), 0) / rates.length);
}

/**
 * Spare nodes that keep the chance of waiting for a repair below `risk`: failed nodes in repair at one time are Poisson distributed
 * with mean `nodes x rate x repair time`. Source: Palm's theorem (spare-parts provisioning).
 */
export function sparesFor(
  nodes: number,
  repairSeconds: number,
  perThousandNodeDays: number,
  risk = 0.01,
): { spares: number; meanInRepair: number } {
  const meanInRepair = repairSeconds / jobMtbfSeconds(nodes, perThousandNodeDays);
  let spares = 0;
  let term = Math.exp(-meanInRepair);
  let atMost = term;
  while (1 - atMost > risk && spares < nodes) {
    spares++;
    term *= meanInRepair / spares;
    atMost += term;
  }
  return { spares, meanInRepair };
}

/** Chance that more nodes are in repair than there are spares. */
export function chanceOfWaiting(spares: number, meanInRepair: number): number {
  let term = Math.exp(-meanInRepair);
  let atMost = term;
  for (let count = 1; count <= spares; count++) {
    term *= meanInRepair / count;
    atMost += term;
  }
  return Math.max(0, 1 - atMost);
}
