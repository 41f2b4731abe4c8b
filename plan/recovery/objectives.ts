import type { PlanResource } from "../resource";
import { type FailureCost, type Store, storesOf } from "./stores";

export interface RecoveryRow extends FailureCost {
  failure: "deletion" | "zone" | "region";
  /** What is hit, for example `4 buckets` or `serving`. */
  of: string;
}

/** A plan's recovery: computed from what the plan makes, not from what somebody meant. */
export interface PlanRecovery {
  mode: "backup" | "pilot-light" | "active-active";
  otherRegion?: string;
  /** What the times stand on where AWS promises none: the stack file's own figures, else the defaults. */
  planning: PlanningFigures;
  rows: RecoveryRow[];
}

/** Planning figures, no source's: until a cluster with its add-ons stands, its nodes are ready, a store is restored. */
export interface PlanningFigures {
  controlPlaneMinutes: number;
  nodesMinutes: number;
  restoreMinutes: number;
}

const DEFAULT_PLANNING: PlanningFigures = { controlPlaneMinutes: 30, nodesMinutes: 15, restoreMinutes: 60 };

const minute = 60;

/** Three health checks of 10 seconds, and the record's minute to live. */
export const failoverSeconds = 3 * 10 + minute;

const recoveryType = "aidc:recovery:Recovery";

/** Undefined where the stack has no recovery component. */
export function recoveryOf(resources: PlanResource[]): PlanRecovery | undefined {
  const component = resources.find(({ type }) => type === recoveryType);
  if (!component) return undefined;
  const mode = (component.inputs.mode as PlanRecovery["mode"] | undefined) ?? "backup";
  const otherRegion = component.inputs.otherRegion as string | undefined;
  const planning = { ...DEFAULT_PLANNING, ...(component.inputs.planning as Partial<PlanningFigures> | undefined) };
  const standing = regionSeconds(mode, planning);
  const stores = storesOf(resources, planning.restoreMinutes * minute);
  const rows = [
    ...merged(stores, ({ deletion }) => ({ failure: "deletion", ...deletion })),
    ...merged(stores, ({ zone }) => ({ failure: "zone", ...zone })),
    ...merged(stores, ({ region }) => ({ failure: "region", ...region, ...slower(region.rtoSeconds, standing) })),
    compute(mode, otherRegion, standing, resources),
  ];
  return { mode, ...(otherRegion && { otherRegion }), planning, rows };
}

/** Data is there again at the earliest when the region that serves it is. */
function slower(rtoSeconds: number | null, standing: number) {
  return { rtoSeconds: rtoSeconds === null ? null : Math.max(rtoSeconds, standing) };
}

/** Until the other region serves. */
function regionSeconds(
  mode: PlanRecovery["mode"],
  { controlPlaneMinutes, nodesMinutes, restoreMinutes }: PlanningFigures,
): number {
  return {
    backup: (controlPlaneMinutes + nodesMinutes + restoreMinutes) * minute,
    "pilot-light": nodesMinutes * minute + failoverSeconds,
    "active-active": failoverSeconds,
  }[mode];
}

function compute(
  mode: PlanRecovery["mode"],
  otherRegion: string | undefined,
  standing: number,
  resources: PlanResource[],
): RecoveryRow {
  const moves = resources.some(({ type }) => type === "aws:route53/record:Record");
  const how = {
    backup: "deploy the stack there, restore the copies",
    "pilot-light": "scale its pools up",
    "active-active": "the other region serves already",
  }[mode];
  return {
    failure: "region",
    of: "serving",
    rpoSeconds: 0,
    rtoSeconds: otherRegion === undefined ? null : standing,
    by:
      otherRegion === undefined
        ? "nothing: recovery.otherRegion names no region"
        : `${otherRegion}: ${how}${moves ? "" : "; DNS by hand"}`,
  };
}

/** Stores that fare alike share a row. */
function merged(stores: Store[], outcome: (store: Store) => Omit<RecoveryRow, "of">): RecoveryRow[] {
  const groups = new Map<string, { row: Omit<RecoveryRow, "of">; kinds: string[] }>();
  for (const store of stores) {
    const row = outcome(store);
    const key = JSON.stringify(row);
    groups.set(key, { row, kinds: [...(groups.get(key)?.kinds ?? []), store.kind] });
  }
  return [...groups.values()].map(({ row, kinds }) => ({ ...row, of: counted(kinds) }));
}

function counted(kinds: string[]): string {
  return [...new Set(kinds)]
    .map((kind) => {
      const count = kinds.filter((other) => other === kind).length;
      return count === 1 ? kind : `${count} ${kind}s`;
    })
    .join(", ");
}
