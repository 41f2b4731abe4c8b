import ipaddr from "ipaddr.js";
import type { EdgeKind } from "../catalog/edge";
import type { EdgeSite, Stack } from "./stack";

/** The zone that a site's subnet is in: the Local Zone itself, or the region's that the Outpost is connected to. */
export function zoneOfSite({ site }: Pick<EdgeSite, "site">): string {
  return typeof site === "string" ? site : site.zone;
}

export function kindOfSite({ site }: Pick<EdgeSite, "site">): EdgeKind {
  return typeof site === "string" ? "local-zone" : "outpost";
}

/** The site whose nodes the pool is; undefined for pools of the region's own zones. */
export function siteOfPool(pool: string, { edge = [] }: Pick<Stack, "edge">): EdgeSite | undefined {
  return edge.find((site) => site.pool === pool);
}

/** The part of the network that sites divide among themselves: its last sixteenth, half of the eighth that no zone's number names. */
export function edgeRange(vpcCidr: string): string {
  const [{ octets }, prefix] = ipaddr.IPv4.parseCIDR(vpcCidr);
  const start = octets.reduce((sum, octet) => sum * 256 + octet, 0) + 15 * 2 ** (32 - prefix - 4);
  return `${[24, 16, 8, 0].map((bits) => Math.floor(start / 2 ** bits) % 256).join(".")}/${prefix + 4}`;
}

/** Whether the range, which starts at its own first address, lies within the other. */
export function within(range: string, other: string): boolean {
  const [[first, prefix], outer] = [ipaddr.IPv4.parseCIDR(range), ipaddr.IPv4.parseCIDR(other)];
  return prefix >= outer[1] && first.match(outer);
}

/** GiB of a root volume that images and the system take, beside the models. */
const systemGiB = 50;

/** The root volume that a site's nodes need, GiB: of each model the version that serves, and the one that comes. */
export function rootVolumeGiB({ models = [] }: Pick<EdgeSite, "models">): number {
  return systemGiB + 2 * models.reduce((sum, { sizeGiB }) => sum + sizeGiB, 0);
}
