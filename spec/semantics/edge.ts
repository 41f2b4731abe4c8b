import { edgeServices, leastRoundTripMs } from "../../catalog/edge";
import { findInstanceType } from "../../catalog/instanceTypes";
import { localZonesOf } from "../../catalog/regions";
import { kindOfSite, siteOfPool, zoneOfSite } from "../edge";
import { usesEfa } from "../fabric";
import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Path } from "../problems";
import type { EdgeSite, Pool, Stack } from "../stack";
import { networkZones } from "../zones";

/** Passes when each site is one of the region's, and has a pool of its own that names its zone. */
export function edgeSitesPlaced(stack: Stack): Finding[] {
  const { edge = [], pools } = stack;
  return edge.flatMap((site, index): Finding[] => {
    const where = placeProblem(site, stack, ["edge", index, "site"]);
    const path = ["edge", index, "pool"];
    const pool = pools.find(({ name }) => name === site.pool);
    if (!pool) {
      const allowed = pools.map(({ name }) => name);
      const hint = didYouMean(site.pool, allowed);
      return [...where, { path, message: "is not one of pools", found: site.pool, allowed, ...(hint && { hint }) }];
    }
    const other = siteOfPool(site.pool, stack);
    if (other !== site) return [...where, { path, message: `is site ${other?.name}'s already`, found: site.pool }];
    const zone = zoneOfSite(site);
    if (pool.zone === zone) return where;
    const message = `is in ${pool.zone ?? "the network's zones"}, not at the site`;
    return [...where, { path, message, found: site.pool, hint: `Give pool ${pool.name} \`zone: ${zone}\`.` }];
  });
}

function placeProblem({ site }: EdgeSite, stack: Stack, path: Path): Finding[] {
  if (typeof site === "string") {
    const allowed = localZonesOf(stack.region).map(({ zone }) => zone);
    if (allowed.includes(site)) return [];
    return [{ path, message: `is not a Local Zone of ${stack.region} in the catalogue`, found: site, allowed }];
  }
  const findings: Finding[] = [];
  const region = site.outpost.split(":")[3];
  if (region !== stack.region) {
    findings.push({
      path: [...path, "outpost"],
      message: `hangs on ${region}, not on ${stack.region}`,
      found: site.outpost,
    });
  }
  const zones = networkZones(stack);
  if (!zones.includes(site.zone)) {
    findings.push({
      path: [...path, "zone"],
      message: "is not one of the network's",
      found: site.zone,
      allowed: zones,
    });
  }
  return findings;
}

/** Passes when a site's pool asks for nothing that AWS has not there. Source: catalog/facts/edge.json. */
export function edgeServicesHeld(stack: Stack): Finding[] {
  const lustre = (stack.storage.lustre ?? []).flatMap(({ pool }, index): Finding[] =>
    siteOfPool(pool, stack)
      ? [
          {
            path: ["storage", "lustre", index, "pool"],
            message: "is at the edge, where the toolkit makes no file system: few Local Zones have FSx, and no Outpost",
            found: pool,
            hint: "Let the site keep `models` of a bucket.",
          },
        ]
      : [],
  );
  const pools = stack.pools.flatMap((pool, index): Finding[] => {
    const site = siteOfPool(pool.name, stack);
    return site ? poolProblems(pool, site, ["pools", index]) : [];
  });
  return [...lustre, ...pools];
}

function poolProblems(pool: Pool, site: EdgeSite, path: Path): Finding[] {
  const { purchase } = edgeServices(kindOfSite(site));
  const findings: Finding[] = [];
  const type = findInstanceType(pool.instanceType);
  if (type && usesEfa(pool, type)) {
    const message = `${type.name} would get its EFA interfaces: no source says that they work at the site`;
    findings.push({ path, message, hint: "Add `efa: false`: what serves alone needs no fabric." });
  }
  const bought = purchaseOf(pool);
  if (!(purchase as string[]).includes(bought)) {
    const message = `EKS has no ${bought} nodes on ${kindOfSite(site) === "outpost" ? "an Outpost" : "a Local Zone"}`;
    findings.push({ path: [...path, "capacity"], message, found: bought, allowed: purchase });
  }
  if (kindOfSite(site) === "outpost" && pool.imageFamily === "bottlerocket") {
    const message = "nodes that EKS does not manage are of al2023 here";
    findings.push({ path: [...path, "imageFamily"], message, found: "bottlerocket", allowed: ["al2023"] });
  }
  return findings;
}

function purchaseOf({ capacity = "on-demand" }: Pool): string {
  if (typeof capacity === "string") return capacity;
  if ("spot" in capacity) return "spot";
  return "block" in capacity ? "capacity block" : "reservation";
}

/** Passes when the load balancers of services at the edge are internal: a site has no public subnet. */
export function edgeEntriesInternal(stack: Stack): Finding[] {
  return (stack.serving ?? []).flatMap(({ pool, entry }, index): Finding[] => {
    const site = siteOfPool(pool, stack);
    if (!site || !entry?.public) return [];
    const message = `site ${site.name} has no public subnet: its load balancers are for clients of the network alone`;
    return [{ path: ["serving", index, "entry", "public"], message, found: "true" }];
  });
}

/** Passes when light makes the way in the time that a site's network may take. */
export function edgeLatencyPossible({ edge = [] }: Stack): Finding[] {
  return edge.flatMap(({ latency }, index): Finding[] => {
    if (latency?.roundTripMs === undefined) return [];
    const least = leastRoundTripMs(latency.kilometres);
    if (least <= latency.roundTripMs) return [];
    const message = `is less than light takes over ${latency.kilometres} km of fibre and back, ${least} ms`;
    const found = String(latency.roundTripMs);
    return [{ path: ["edge", index, "latency", "roundTripMs"], message, found, hint: "Find a nearer site." }];
  });
}
