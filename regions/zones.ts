import { findRegion } from "../catalog/regions";
import { s3ExpressZones } from "../catalog/storage";
import { networkZones } from "../spec/zones";
import type { Stack } from "../spec/stack";
import type { Change } from "./change";
import { regionZonesOffering } from "./instanceTypes";
import type { PlacedPool } from "./pools";

export interface ChosenZones {
  zones: string[];
  changes: Change[];
  refusals: string[];
}

/** As many zones as the source has, so that every pool has one and serving pools have most; then the zone of each pool in one zone. */
export function chooseZones(
  stack: Stack,
  region: string,
  systemType: string,
  pools: readonly PlacedPool[],
): ChosenZones {
  const usable = usableZones(region, systemType);
  const wanted = Math.min(networkZones(stack).length, usable.length);
  const [zones = []] = combinations(usable, wanted)
    .map((candidate) => ({ candidate, score: scoreOf(candidate, region, pools) }))
    .sort((a, b) => compareScores(b.score, a.score))
    .map(({ candidate }) => candidate);
  const homeless = pools.filter((pool) => !zones.some((zone) => offers(pool, zone, region)));
  if (homeless.length > 0) {
    const names = homeless.map(({ name, types }) => `${name} (${types.join(", ")})`);
    const refusal = `no ${wanted} zones of ${region} that a cluster with ${systemType} can span offer the types of all pools: ${names.join(", ")} would have none.`;
    return { zones, changes: [], refusals: [refusal] };
  }
  return {
    zones,
    changes: [
      {
        path: ["network", "zones"],
        from: networkZones(stack).join(", "),
        to: zones,
        because: `zones of ${region} that offer ${systemType} and the pools' types`,
      },
      ...pools.flatMap((pool) => zoneChange(stack, region, pool, zones)),
    ],
    refusals: [],
  };
}

/** The zones that a cluster's network can span with the system pool's type in each. */
function usableZones(region: string, systemType: string): string[] {
  const { withoutControlPlane = [] } = findRegion(region) ?? {};
  return regionZonesOffering(systemType, region).filter((zone) => !withoutControlPlane.includes(zone));
}

function zoneChange(stack: Stack, region: string, pool: PlacedPool, zones: readonly string[]): Change[] {
  const path = [pool.list, { named: pool.name }, "zone"];
  const before = stack[pool.list]?.find(({ name }) => name === pool.name)?.zone;
  if (!pool.oneZone) return [];
  const offering = zones.filter((zone) => offers(pool, zone, region));
  const express = s3ExpressZones(region);
  const hot = stack.storage.hotBuckets?.some((bucket) => bucket.pool === pool.name) ?? false;
  const zone = (hot && offering.find((candidate) => express.includes(candidate))) || offering[0];
  const because = `${pool.types.join(", ")} is offered in ${offering.join(", ")}`;
  return [{ path, ...(before !== undefined && { from: before }), to: zone, because }];
}

const offers = ({ types }: PlacedPool, zone: string, region: string) =>
  types.some((type) => regionZonesOffering(type, region).includes(zone));

/** Pools that have a zone, then zones that pools may spread over, then zones that the catalogue prefers. */
function scoreOf(zones: readonly string[], region: string, pools: readonly PlacedPool[]): number[] {
  const covered = pools.filter((pool) => zones.some((zone) => offers(pool, zone, region))).length;
  const spread = pools.flatMap((pool) => zones.filter((zone) => !pool.oneZone && offers(pool, zone, region))).length;
  const preferred = zones.filter((zone) => findRegion(region)?.defaultZones.includes(zone)).length;
  return [covered, spread, preferred];
}

const compareScores = (a: number[], b: number[]) =>
  a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

/** All choices of `count` items, in their order. */
function combinations<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, index) => combinations(items.slice(index + 1), count - 1).map((rest) => [item, ...rest]));
}
