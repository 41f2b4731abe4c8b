import { findInstanceType } from "../../catalog/instanceTypes";
import { findRegion, localZonesOf, regionsOffering, zonesOffering } from "../../catalog/regions";
import type { Finding } from "../finding";
import type { Path } from "../problems";
import type { Pool, Stack } from "../stack";
import { unknownTypeHint } from "../unknownType";
import { poolZones } from "../zones";

/** Passes when the catalogue holds every instance type that the file names. */
export function typesKnown({ cluster, pools }: Stack): Finding[] {
  const named: [Path, string][] = [
    [["cluster", "systemPool", "instanceType"], cluster.systemPool.instanceType],
    ...pools.map(({ instanceType }, index): [Path, string] => [["pools", index, "instanceType"], instanceType]),
  ];
  return named.flatMap(([path, found]) => {
    if (findInstanceType(found)) return [];
    const hint = unknownTypeHint(found);
    return [{ path, message: "is not an instance type in the catalogue", found, ...(hint && { hint }) }];
  });
}

/** Passes when the pool's zone, or else one of the network's zones, offers its type. */
export function poolTypeOffered(stack: Stack): Finding[] {
  const { region } = stack;
  if (!findRegion(region)) return [];
  return stack.pools.flatMap(({ instanceType, zone }, index) => {
    if (!findInstanceType(instanceType)) return [];
    const offering = zonesOffering(instanceType, region);
    const wanted = zone === undefined ? poolZones(stack) : [zone];
    if (wanted.some((candidate) => offering.includes(candidate))) return [];
    const elsewhere = regionsOffering(instanceType);
    const where = offering.length > 0 ? offering : elsewhere;
    return [
      {
        path: ["pools", index, zone === undefined ? "instanceType" : "zone"],
        message: `${instanceType} is not offered in ${offering.length > 0 ? wanted.join(", ") : region}`,
        hint:
          where.length > 0 ? `It is offered in ${where.join(", ")}.` : "The catalogue knows no zone that offers it.",
      },
    ];
  });
}

/** Passes when the pool's zone is one that the network spans. */
export function poolZoneInNetwork(stack: Stack): Finding[] {
  if (!findRegion(stack.region)) return [];
  const zones = poolZones(stack);
  const local = localZonesOf(stack.region).map(({ zone }) => zone);
  return stack.pools.flatMap(({ zone }, index) => {
    if (zone === undefined || zones.includes(zone)) return [];
    return [
      {
        path: ["pools", index, "zone"],
        message: "is not one of the network's zones",
        found: zone,
        allowed: zones,
        hint: local.includes(zone)
          ? `It is a Local Zone: set network.localZone to it.`
          : `Add it to network.zones, or choose another.`,
      },
    ];
  });
}

/** Passes when EC2 sells the type in the way the pool buys it. Whatever is sold on demand can be reserved. */
export function capacitySold({ pools }: Stack): Finding[] {
  return pools.flatMap((pool, index) => {
    const sold = findInstanceType(pool.instanceType)?.capacity;
    const model = capacityModelOf(pool);
    if (!sold || sold.includes(model)) return [];
    const message = `EC2 does not sell ${pool.instanceType} as ${model}`;
    return [
      { path: ["pools", index, pool.capacity === undefined ? "instanceType" : "capacity"], message, allowed: sold },
    ];
  });
}

function capacityModelOf({ capacity = "on-demand" }: Pool): "on-demand" | "spot" | "capacity-block" {
  if (typeof capacity === "string") return capacity;
  if ("block" in capacity) return "capacity-block";
  return "spot" in capacity ? "spot" : "on-demand";
}

/** Passes when a capacity block starts before it ends. */
export function capacityBlockOrdered({ pools }: Stack): Finding[] {
  return pools.flatMap(({ capacity }, index) => {
    if (typeof capacity !== "object" || !("block" in capacity)) return [];
    if (Date.parse(capacity.startsAt) < Date.parse(capacity.endsAt)) return [];
    const path = ["pools", index, "capacity", "endsAt"];
    return [{ path, message: `must be after startsAt, ${capacity.startsAt}`, found: capacity.endsAt }];
  });
}
