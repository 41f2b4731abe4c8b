import type { BillLine } from "../bill";
import type { Plan } from "../plan";
import type { PlanResource } from "../resource";

/** What a team pays of a bill, US dollars a month. */
export interface TeamBill {
  /** Absent for what no team's quota claims. */
  team?: string;
  /** Its part of the pools by quota, and what runs in its namespace alone. */
  ownMonthlyUSD: number;
  /** Its part of what all use. */
  sharedMonthlyUSD: number;
  minimumMonthlyUSD: number;
  monthlyUSD: number;
  maximumMonthlyUSD: number;
}

/** How the parts are made, for whoever reads the figures. */
export const TEAM_RULE =
  "A pool is divided by the teams' nominal quotas (Kueue's ClusterQueues); what nobody claims stands apart. What all share is divided as the teams' own costs are, or evenly where they have none.";

const POOL_LABEL = "aidc.dev/pool";
const TEAM_LABEL = "aidc.dev/team";

/** The bill by team, the dearest first; all of it is shared by nobody where the stack has no teams. They add up to the bill. */
export function teamBills({ bill, resources }: Pick<Plan, "bill" | "resources">): TeamBill[] {
  const owners = ownersOf(resources);
  const minimum = divide(bill.lines, owners, ({ monthlyUSD, minimumMonthlyUSD = monthlyUSD }) => minimumMonthlyUSD);
  const likely = divide(bill.lines, owners, ({ monthlyUSD }) => monthlyUSD);
  const maximum = divide(bill.lines, owners, ({ monthlyUSD, maximumMonthlyUSD = monthlyUSD }) => maximumMonthlyUSD);
  const total = (parts: Parts, team: string) => (parts.own.get(team) ?? 0) + (parts.shared.get(team) ?? 0);
  return [...owners.teams, NOBODY]
    .map((team) => ({
      ...(team !== NOBODY && { team }),
      ownMonthlyUSD: likely.own.get(team) ?? 0,
      sharedMonthlyUSD: likely.shared.get(team) ?? 0,
      minimumMonthlyUSD: total(minimum, team),
      monthlyUSD: total(likely, team),
      maximumMonthlyUSD: total(maximum, team),
    }))
    .filter(({ team, maximumMonthlyUSD }) => team !== undefined || maximumMonthlyUSD > 0)
    .sort((a, b) => b.monthlyUSD - a.monthlyUSD);
}

const NOBODY = "";

/** Shares of a cost by team, that add up to 1. */
type Shares = ReadonlyMap<string, number>;

interface Owners {
  teams: string[];
  /** Whose a resource is; undefined where all use it. */
  of: (urn: string) => Shares | undefined;
}

function ownersOf(resources: readonly PlanResource[]): Owners {
  const queues = ofKind(resources, "ClusterQueue").map(({ inputs }) => inputs as unknown as Queue);
  const cohorts = ofKind(resources, "Cohort").map(({ inputs }) => inputs as unknown as Queue);
  const flavors = ofKind(resources, "ResourceFlavor").map(({ inputs }) => inputs as unknown as Flavor);
  const byPool = new Map(
    flavors.map(({ metadata, spec }) => [
      spec.nodeLabels?.[POOL_LABEL],
      sharesOf([
        ...queues.map((queue): [string, number] => [queue.metadata.name, nominalOf(queue, metadata.name)]),
        ...cohorts.map((cohort): [string, number] => [NOBODY, nominalOf(cohort, metadata.name)]),
      ]),
    ]),
  );
  const teamOf = new Map(
    resources
      .filter(({ type }) => type === "kubernetes:core/v1:Namespace")
      .flatMap(({ inputs }) => {
        const { name = "", labels = {} } = (inputs.metadata ?? {}) as Metadata;
        return labels[TEAM_LABEL] === undefined ? [] : [[name, labels[TEAM_LABEL]] as const];
      }),
  );
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return {
    teams: queues.map(({ metadata }) => metadata.name),
    of: (urn) => {
      const inputs = byUrn.get(urn)?.inputs ?? {};
      const team = teamOf.get(((inputs.metadata ?? {}) as Metadata).namespace ?? "");
      return team === undefined ? byPool.get(poolOf(inputs)) : new Map([[team, 1]]);
    },
  };
}

interface Metadata {
  name?: string;
  namespace?: string;
  labels?: Record<string, string>;
}

interface Flavor {
  metadata: { name: string };
  spec: { nodeLabels?: Record<string, string> };
}

interface Queue {
  metadata: { name: string };
  spec: { resourceGroups?: { flavors: { name: string; resources: { nominalQuota: number }[] }[] }[] };
}

const ofKind = (resources: readonly PlanResource[], kind: string) =>
  resources.filter(({ type }) => type.startsWith("kubernetes:kueue.x-k8s.io/") && type.endsWith(`:${kind}`));

/** The pool of a node group, or of Karpenter's nodes. */
export function poolOf(inputs: Record<string, unknown>): string | undefined {
  const { labels, spec } = inputs as { labels?: Record<string, string>; spec?: { template?: { metadata?: Metadata } } };
  return labels?.[POOL_LABEL] ?? spec?.template?.metadata?.labels?.[POOL_LABEL];
}

function nominalOf({ spec }: Queue, flavor: string): number {
  const quotas = (spec.resourceGroups ?? []).flatMap(({ flavors }) => flavors).filter(({ name }) => name === flavor);
  return quotas.flatMap(({ resources }) => resources).reduce((sum, { nominalQuota }) => sum + Number(nominalQuota), 0);
}

function sharesOf(amounts: [string, number][]): Shares | undefined {
  const total = amounts.reduce((sum, [, amount]) => sum + amount, 0);
  if (total === 0) return undefined;
  const shares = new Map<string, number>();
  for (const [owner, amount] of amounts) shares.set(owner, (shares.get(owner) ?? 0) + amount / total);
  return shares;
}

interface Parts {
  own: Map<string, number>;
  shared: Map<string, number>;
}

function divide(lines: readonly BillLine[], { teams, of }: Owners, amountOf: (line: BillLine) => number): Parts {
  const own = new Map<string, number>();
  let common = 0;
  for (const line of lines) {
    const shares = of(line.urn);
    if (shares) for (const [owner, share] of shares) own.set(owner, (own.get(owner) ?? 0) + share * amountOf(line));
    else common += amountOf(line);
  }
  const even = teams.map((team): [string, number] => [team, 1]);
  const spread = sharesOf(teams.map((team) => [team, own.get(team) ?? 0])) ?? sharesOf(even) ?? new Map([[NOBODY, 1]]);
  return { own, shared: new Map([...spread].map(([team, share]) => [team, share * common])) };
}
