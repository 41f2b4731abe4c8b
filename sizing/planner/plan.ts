import { modelFlopsPerToken } from "../flops/transformer";
import { type Candidate, type Conditions, candidateOf } from "./candidate";
import { fastestLayout } from "./fastest";
import { type DoesNotRun, type LayoutFilter, whyNone } from "./fitting";
import type { Offer, RefusedType } from "./offers";
import type { TrainingWorkload } from "./workload";

export type Preference = "price" | "time" | "energy";

/** What is searched. */
export interface SearchSpace {
  offers: Offer[];
  /** Types that were refused before the search; carried to the answer. */
  refused?: RefusedType[];
  maxNodes: number;
  /** Exactly so many nodes, whatever the time. */
  nodes?: number;
  allowed?: LayoutFilter;
}

/** A type that could not win, and why. */
export interface Fallen {
  instanceType: string;
  reason: string;
  /** Its best attempt, where it runs at all. */
  candidate?: Candidate;
}

export interface TrainingPlan {
  workload: TrainingWorkload;
  prefer: Preference;
  /** The best candidate of each type that is in time and can be ranked, best first. Empty where nothing is. */
  ranked: Candidate[];
  fallen: Fallen[];
  /** All candidates in time of the best type, by nodes: the frontier of price against time. */
  frontier: Candidate[];
}

/**
 * Ranks instance types, counts and layouts for a workload: of each type, the best count of nodes with its fastest layout; of those, the
 * best by price, time or energy. Counts run from the fewest that could do the work in time at the type's best efficiency, in steps of a
 * sixteenth of an octave over two octaves.
 */
export function planTraining(
  workload: TrainingWorkload,
  space: SearchSpace,
  prefer: Preference,
  conditions: Conditions,
): TrainingPlan {
  const attempts = space.offers.map((offer) => attempt(workload, offer, space, prefer, conditions));
  const ranked = attempts
    .flatMap(({ best }) => best ?? [])
    .sort((a, b) => measure(a, prefer) - measure(b, prefer) || a.nodes - b.nodes);
  const winner = attempts.find(({ best }) => best !== undefined && best === ranked[0]);
  return {
    workload,
    prefer,
    ranked,
    fallen: [...attempts.flatMap(({ fallen }) => fallen ?? []), ...asFallen(space.refused)],
    frontier: winner?.inTime ?? [],
  };
}

interface Attempt {
  best?: Candidate;
  inTime: Candidate[];
  fallen?: Fallen;
}

function attempt(
  workload: TrainingWorkload,
  offer: Offer,
  space: SearchSpace,
  prefer: Preference,
  conditions: Conditions,
): Attempt {
  const instanceType = offer.type.name;
  const counts = nodeCounts(workload, offer, space, conditions);
  if (counts.length === 0) {
    const fewest = fewestNodes(workload, offer, conditions);
    const reason = `too slow: needs at least ${fewest} nodes to be in time, over the ${space.maxNodes} allowed`;
    return { inTime: [], fallen: { instanceType, reason } };
  }
  const candidates = counts.flatMap((nodes) => {
    const fitting = fastestLayout(workload, offer.node, nodes, offer.efficiency, space.allowed);
    return fitting ? candidateOf(workload, offer, nodes, fitting, conditions) : [];
  });
  if (candidates.length === 0) {
    const stopped = counts.map((nodes) => whyNone(workload, offer.node, nodes, space.allowed)).reduce(nearer);
    return { inTime: [], fallen: { instanceType, reason: whyNot(stopped, offer) } };
  }
  const inTime = candidates.filter(({ run }) => space.nodes !== undefined || run.wallSeconds <= workload.withinSeconds);
  const fastest = least(candidates, ({ run }) => run.wallSeconds);
  if (inTime.length === 0) return { inTime, fallen: { instanceType, reason: tooSlow(fastest), candidate: fastest } };
  const best = least(inTime, (candidate) => measure(candidate, prefer));
  if (measure(best, prefer) < Infinity) return { best, inTime };
  const candidate = least(inTime, ({ run, nodes }) => run.wallSeconds * nodes);
  const reason =
    prefer === "price" ? `no price: ${candidate.priceReason ?? ""}` : "no published power of the accelerator";
  return { inTime, fallen: { instanceType, reason, candidate } };
}

/** What a preference makes small; infinite where it is not known. */
export function measure(candidate: Candidate, prefer: Preference): number {
  switch (prefer) {
    case "price":
      return candidate.price?.usd ?? Infinity;
    case "time":
      return candidate.run.wallSeconds;
    case "energy":
      return candidate.energy?.kWh ?? Infinity;
  }
}

/** Node counts that are tried for an offer. */
export function nodeCounts(
  workload: TrainingWorkload,
  offer: Offer,
  { maxNodes, nodes }: Pick<SearchSpace, "maxNodes" | "nodes">,
  conditions: Pick<Conditions, "utilisation" | "run">,
): number[] {
  if (nodes !== undefined) return [nodes];
  const fewest = fewestNodes(workload, offer, conditions);
  const steps = Array.from({ length: 33 }, (_, step) => Math.ceil(fewest * 2 ** (step / 16)));
  return [...new Set([...steps, maxNodes])].filter((count) => count >= fewest && count <= maxNodes);
}

/** No layout is faster than matrix products at their best efficiency and nothing else. */
function fewestNodes(
  { tokens, shape, sequence, precision, withinSeconds }: TrainingWorkload,
  { node, efficiency }: Offer,
  { utilisation, run }: Pick<Conditions, "utilisation" | "run">,
): number {
  const { bf16, fp8 = bf16 } = node.peakFlopsPerSecond;
  const best = utilisation === undefined ? (precision === "fp8" ? fp8 : bf16) * efficiency.matmul : bf16 * utilisation;
  const flops = tokens * modelFlopsPerToken(shape, sequence);
  return Math.ceil(flops / (best * run.otherwiseUseful * node.acceleratorsPerNode * withinSeconds));
}

function nearer(a: DoesNotRun, b: DoesNotRun): DoesNotRun {
  if (a.kind !== "memory") return b;
  return b.kind === "memory" && b.excessBytes < a.excessBytes ? b : a;
}

function whyNot(stopped: DoesNotRun, { node }: Offer): string {
  if (stopped.kind === "memory") {
    const has = (node.memoryBytes / 1e9).toFixed(0);
    return `does not fit by ${(stopped.excessBytes / 1e9).toFixed(1)} GB on an accelerator's ${has} GB`;
  }
  return `a batch of ${stopped.sequences} sequences does not spread over so many replicas: raise the batch or the time`;
}

function tooSlow({ run, nodes, waitingShare }: Candidate): string {
  const days = (run.wallSeconds / 86_400).toFixed(0);
  const bound =
    waitingShare > 0.4 ? `network-bound (${(waitingShare * 100).toFixed(0)}% of a step waits): ` : "too slow: ";
  return `${bound}${days} days with ${nodes} nodes`;
}

function asFallen(refused: RefusedType[] = []): Fallen[] {
  return refused.map(({ instanceType, reason }) => ({ instanceType, reason }));
}

function least<T>(list: T[], of: (item: T) => number): T {
  return list.reduce((best, item) => (of(item) < of(best) ? item : best));
}
