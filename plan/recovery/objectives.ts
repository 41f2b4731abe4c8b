import type { PlanResource } from "../plan";
import { type Store, storesOf } from "./stores";

/** What a failure costs: the newest work that is lost, and the time until it is served again. */
export interface RecoveryRow {
  failure: "deletion" | "zone" | "region";
  /** What is hit, for example `4 buckets` or `serving`. */
  of: string;
  /** Recovery point objective, seconds; null where the data is lost for good. */
  rpoSeconds: number | null;
  /** Recovery time objective, seconds; null where nothing brings it back. */
  rtoSeconds: number | null;
  /** What brings it back. */
  by: string;
}

/** A plan's recovery: computed from what the plan makes, not from what somebody meant. */
export interface PlanRecovery {
  mode: "backup" | "pilot-light" | "active-active";
  otherRegion?: string;
  rows: RecoveryRow[];
}

const minute = 60;
const hour = 60 * minute;

/**
 * Times that AWS gives no promise for, as planning figures: a control plane with add-ons, a group of nodes, the restore of a
 * snapshot. Restore tests and experiments measure the stack's own.
 */
const assumed = { controlPlane: 30 * minute, nodes: 15 * minute, restore: hour };

/** Three health checks of 10 seconds, and the record's minute to live. */
export const failoverSeconds = 3 * 10 + minute;

const recoveryType = "aidc:recovery:Recovery";

/** Undefined where the stack has no recovery component. */
export function recoveryOf(resources: PlanResource[]): PlanRecovery | undefined {
  const component = resources.find(({ type }) => type === recoveryType);
  if (!component) return undefined;
  const mode = (component.inputs.mode as PlanRecovery["mode"] | undefined) ?? "backup";
  const otherRegion = component.inputs.otherRegion as string | undefined;
  const stores = storesOf(resources);
  const rows = [
    ...merged(stores, ({ deletion }) => ({ failure: "deletion", ...deletion })),
    ...merged(stores, ({ zone }) => ({ failure: "zone", ...zone })),
    ...merged(stores, ({ region }) => ({ failure: "region", ...region, ...slower(region.rtoSeconds, mode) })),
    compute(mode, otherRegion, resources),
  ];
  return { mode, ...(otherRegion && { otherRegion }), rows };
}

/** Data is there again at the earliest when the region that serves it is. */
function slower(rtoSeconds: number | null, mode: PlanRecovery["mode"]) {
  return { rtoSeconds: rtoSeconds === null ? null : Math.max(rtoSeconds, regionSeconds(mode)) };
}

function regionSeconds(mode: PlanRecovery["mode"]): number {
  const { controlPlane, nodes, restore } = assumed;
  return {
    backup: controlPlane + nodes + restore,
    "pilot-light": nodes + failoverSeconds,
    "active-active": failoverSeconds,
  }[mode];
}

function compute(mode: PlanRecovery["mode"], otherRegion: string | undefined, resources: PlanResource[]): RecoveryRow {
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
    rtoSeconds: otherRegion === undefined ? null : regionSeconds(mode),
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
