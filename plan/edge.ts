import { leastRoundTripMs } from "../catalog/edge";
import { findLocalZone } from "../catalog/regions";

/** A site at the edge, as its stack file states it. */
export interface StatedSite {
  name: string;
  site: string | { outpost: string };
  pool: string;
  models?: { sizeGiB: number }[];
  offlineHours?: number;
  latency?: { kilometres: number; roundTripMs?: number };
}

/** What a site gives its users, and for how long without the region. */
export interface PlanSite {
  name: string;
  /** A Local Zone's name, or an Outpost's id. */
  place: string;
  pool: string;
  /** What each node keeps, GiB. */
  modelsGiB: number;
  /** Hours that running services go on while the region is out of reach. */
  offlineHours: number;
  /** Absent where the file does not say how far clients are. */
  latency?: {
    kilometres: number;
    /** What light takes there and back over so much fibre, milliseconds. */
    leastRoundTripMs: number;
    /** What the file allows the network, milliseconds. */
    roundTripMs?: number;
  };
}

export function plannedSites(sites: readonly StatedSite[]): PlanSite[] {
  return sites.map(({ name, site, pool, models = [], offlineHours = 24, latency }) => ({
    name,
    place:
      typeof site === "string" ? (findLocalZone(site)?.name ?? site) : (site.outpost.split("/").at(-1) ?? site.outpost),
    pool,
    modelsGiB: models.reduce((sum, { sizeGiB }) => sum + sizeGiB, 0),
    offlineHours,
    ...(latency && { latency: { ...latency, leastRoundTripMs: leastRoundTripMs(latency.kilometres) } }),
  }));
}
