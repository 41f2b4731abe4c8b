import { overlaps, roomFor, type TakenRange } from "../regions/addresses";
import type { RegionOverview } from "../regions/overview";
import type { Outcome } from "./pool";
import { type Claims, type Shared, sharedAmong } from "./claims";

/** A stack that has a plan. */
export interface PlannedStack {
  overview: RegionOverview;
  claims: Claims;
}

/** A stack among all: planned, or why it could not be. */
export type FleetRow = RegionOverview | { stack: string; failure: string };

/** What `aidc plan --all --json` prints, described by `fleet/fleet.schema.json`. */
export interface Fleet {
  schemaVersion: 1;
  /** `error`: a stack has no plan, or its program failed. */
  verdict: "pass" | "fail" | "error";
  stacks: FleetRow[];
  bill: FleetBill;
  addresses: FleetAddresses;
  /** What stacks have in common besides what a Backbone is there for. */
  shared: Shared[];
}

export interface FleetBill {
  /** Of the stacks that have prices. */
  monthlyUSD: number;
  budgetMonthlyUSD: number;
  /** Stacks that nobody can price: in regions without prices, or without a plan. */
  unpriced: string[];
}

/** The address plan of all stacks. */
export interface FleetAddresses {
  overlapping: [TakenRange, TakenRange][];
  /** How many more ranges of /16 private space holds. */
  room: number;
  /** The same of each range that a Backbone keeps for a region's networks. */
  kept: (TakenRange & { room: number })[];
}

/** The size of a network by which room is told: the most that AWS takes, and what base.yaml asks for. */
const networkPrefix = 16;

export const isPlanned = (row: FleetRow): row is RegionOverview => !("failure" in row);

export const rowsOf = (outcomes: readonly Outcome<PlannedStack>[]): FleetRow[] =>
  outcomes.map((outcome) => ("failure" in outcome ? outcome : outcome.result.overview));

export function fleetOf(outcomes: readonly Outcome<PlannedStack>[]): Fleet {
  const stacks = rowsOf(outcomes);
  const shared = sharedAmong(outcomes.flatMap((outcome) => ("result" in outcome ? [outcome.result.claims] : [])));
  const planned = stacks.filter(isPlanned);
  const priced = planned.filter(({ bill }) => bill.priced);
  const sum = (of: (bill: RegionOverview["bill"]) => number) => priced.reduce((total, { bill }) => total + of(bill), 0);
  const addresses = addressesOf(planned);
  const broken = stacks.some((row) => !isPlanned(row) || row.errors.length > 0);
  const objected = planned.some(({ verdict, bill }) => verdict === "fail" || bill.monthlyUSD > bill.budgetMonthlyUSD);
  const apart = addresses.overlapping.length === 0 && shared.length === 0;
  return {
    schemaVersion: 1,
    verdict: broken ? "error" : apart && !objected ? "pass" : "fail",
    stacks,
    bill: {
      monthlyUSD: sum(({ monthlyUSD }) => monthlyUSD),
      budgetMonthlyUSD: sum(({ budgetMonthlyUSD }) => budgetMonthlyUSD),
      unpriced: stacks.filter((row) => !isPlanned(row) || !row.bill.priced).map(({ stack }) => stack),
    },
    addresses,
    shared,
  };
}

function addressesOf(planned: readonly RegionOverview[]): FleetAddresses {
  const networks = planned.flatMap(({ stack, cidr }) => (cidr === undefined ? [] : [{ cidr, by: stack }]));
  const taken = [...networks, ...planned.flatMap(({ ranges }) => ranges?.sites ?? [])];
  const kept = planned.flatMap(({ ranges }) => ranges?.kept ?? []);
  return {
    overlapping: overlaps(taken),
    room: roomFor(networkPrefix, taken),
    kept: kept.map((range) => ({ ...range, room: roomFor(networkPrefix, taken, [range.cidr]) })),
  };
}
