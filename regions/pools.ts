import { findInstanceType, type InstanceType } from "../catalog/instanceTypes";
import { regionsOffering } from "../catalog/regions";
import { usesEfa } from "../spec/fabric";
import type { DynamicPool, Pool, Stack } from "../spec/stack";
import { unknownTypeHint } from "../spec/unknownType";
import type { Change } from "./change";
import { comparison, nearestTypes, regionZonesOffering } from "./instanceTypes";

/** Instance types that the user chose, by pool. */
export type ChosenTypes = Readonly<Record<string, string>>;

/** A pool of the new region: what it is made of, and whether it must stand in one zone. */
export interface PlacedPool {
  name: string;
  list: "pools" | "dynamicPools";
  types: string[];
  oneZone: boolean;
}

export interface Placement {
  pools: PlacedPool[];
  changes: Change[];
  /** Why a pool cannot be placed, with what to do. */
  refusals: string[];
}

/** Each pool with types that the region offers, the nearest where it does not offer the source's. */
export function placePools(stack: Stack, region: string, chosen: ChosenTypes): Placement {
  const placements = [
    ...stack.pools.map((pool) => placePool(pool, stack.region, region, chosen[pool.name])),
    ...(stack.dynamicPools ?? []).map((pool) => placeDynamicPool(pool, region, chosen[pool.name])),
  ];
  const names = [...stack.pools, ...(stack.dynamicPools ?? [])].map(({ name }) => name);
  const strangers = Object.keys(chosen).filter((name) => !names.includes(name));
  return {
    pools: placements.flatMap(({ pools }) => pools),
    changes: placements.flatMap(({ changes }) => changes),
    refusals: [
      ...strangers.map((name) => `there is no pool ${name} to choose a type for. The pools are ${names.join(", ")}.`),
      ...placements.flatMap(({ refusals }) => refusals),
    ],
  };
}

function placePool(pool: Pool, from: string, region: string, chosen: string | undefined): Placement {
  const { name, instanceType } = pool;
  const wanted = findInstanceType(instanceType);
  const fabric = wanted !== undefined && usesEfa(pool, wanted);
  const choice = chooseType(
    name,
    instanceType,
    region,
    { fabric, capacity: pool.capacity === "spot" ? "spot" : "on-demand" },
    chosen,
  );
  if ("refusals" in choice) return { pools: [], changes: [], ...choice };
  const path = ["pools", { named: name }];
  const changes: Change[] = [
    ...(choice.type === instanceType
      ? []
      : [
          {
            path: [...path, "instanceType"],
            from: instanceType,
            to: choice.type,
            because: choice.because,
            comment: true,
          },
        ]),
    ...capacityChanges(pool, from, region),
  ];
  const type = findInstanceType(choice.type);
  if (pool.efa && type?.network.maxEfaInterfaces === 0)
    changes.push({ path: [...path, "efa"], from: "true", to: undefined, because: `${choice.type} has no EFA` });
  const oneZone = pool.zone !== undefined || (type !== undefined && usesEfa(pool, type));
  return { pools: [{ name, list: "pools", types: [choice.type], oneZone }], changes, refusals: [] };
}

/** Reservations belong to their region; of the types that spot may choose from, some may not be sold in the new one. */
function capacityChanges({ name, capacity }: Pool, from: string, region: string): Change[] {
  if (typeof capacity !== "object") return [];
  const path = ["pools", { named: name }, "capacity"];
  if ("spot" in capacity) {
    const offered = capacity.spot.filter((type) => regionZonesOffering(type, region).length > 0);
    if (offered.length === capacity.spot.length) return [];
    const because = `${region} offers no ${capacity.spot.filter((type) => !offered.includes(type)).join(", ")}`;
    return [
      {
        path,
        from: `spot of ${capacity.spot.join(", ")}`,
        to: offered.length > 0 ? { spot: offered } : "spot",
        because,
      },
    ];
  }
  const reserved = "block" in capacity ? capacity.block : capacity.reservation;
  const because = `${reserved} is capacity of ${from}: name what you reserve in ${region} here, or it is bought on demand`;
  return [{ path, from: reserved, to: undefined, because, comment: true }];
}

function placeDynamicPool(pool: DynamicPool, region: string, chosen: string | undefined): Placement {
  const { name, instanceTypes, efa = false } = pool;
  const path = ["dynamicPools", { named: name }];
  const reservations: Change[] = pool.reservations
    ? [
        {
          path: [...path, "reservations"],
          from: pool.reservations.join(", "),
          to: undefined,
          because: "reservations belong to their region",
          comment: true,
        },
      ]
    : [];
  const offered = instanceTypes.filter((type) => regionZonesOffering(type, region).length > 0);
  const placed = (types: string[], because: string): Placement => ({
    pools: [{ name, list: "dynamicPools", types, oneZone: pool.zone !== undefined || efa }],
    changes: [
      ...(types.join() === instanceTypes.join()
        ? []
        : [{ path: [...path, "instanceTypes"], from: instanceTypes.join(", "), to: types, because, comment: true }]),
      ...reservations,
    ],
    refusals: [],
  });
  if (chosen === undefined && offered.length > 0) {
    return placed(offered, `${region} offers no ${instanceTypes.filter((type) => !offered.includes(type)).join(", ")}`);
  }
  const capacity = pool.capacity?.includes("on-demand") === false ? "spot" : "on-demand";
  const choice = chooseType(name, instanceTypes[0] ?? "", region, { fabric: efa, capacity }, chosen);
  return "refusals" in choice ? { pools: [], changes: [], ...choice } : placed([choice.type], choice.because);
}

type Choice = { type: string; because: string } | { refusals: string[] };

function chooseType(
  pool: string,
  wanted: string,
  region: string,
  keep: { fabric: boolean; capacity: "on-demand" | "spot" },
  chosen: string | undefined,
): Choice {
  const unknown = [wanted, ...(chosen === undefined ? [] : [chosen])].find((name) => !findInstanceType(name));
  if (unknown !== undefined)
    return { refusals: [`pool ${pool}: ${unknown} is not an instance type in the catalogue.${hint(unknown)}`] };
  const type = findInstanceType(wanted) as InstanceType;
  if (chosen !== undefined) {
    const taken = findInstanceType(chosen) as InstanceType;
    if (regionZonesOffering(chosen, region).length > 0)
      return { type: chosen, because: `chosen instead of ${wanted}: ${comparison(taken, type, keep.fabric)}` };
    return { refusals: [`pool ${pool}: ${region} does not offer ${chosen}.`, elsewhere(chosen)] };
  }
  if (regionZonesOffering(wanted, region).length > 0) return { type: wanted, because: "" };
  const [best] = nearestTypes({ type, ...keep }, region);
  if (best?.near)
    return { type: best.type.name, because: `${region} offers no ${wanted}; nearest: ${best.comparison}` };
  const anyway = best
    ? `Its nearest is ${best.type.name}: ${best.comparison}. \`--type ${pool}=${best.type.name}\` takes it all the same.`
    : `It has no type with as many accelerators a node of the same maker.`;
  return {
    refusals: [`pool ${pool}: ${region} offers no ${wanted}, nor anything near it. ${anyway}`, elsewhere(wanted)],
  };
}

function hint(name: string): string {
  const text = unknownTypeHint(name);
  return text === undefined ? "" : ` ${text}`;
}

function elsewhere(type: string): string {
  const regions = regionsOffering(type);
  return regions.length > 0
    ? `${type} is offered in ${regions.join(", ")}.`
    : `The catalogue knows no region with ${type}.`;
}
