import ipaddr from "ipaddr.js";
import { findInstanceType } from "../../catalog/instanceTypes";
import { addressesPerNode, fabricInterfaces, primaryInterface } from "../../catalog/networkInterfaces";
import { edgeRange, siteOfPool, within } from "../edge";
import { usesEfa } from "../fabric";
import type { Finding } from "../finding";
import type { Path } from "../problems";
import type { Nodes, Stack } from "../stack";
import { networkZones } from "../zones";

/** RFC 1918 and RFC 6598: what a VPC may use without shadowing the internet. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** Passes when the network's range is private, starts at its own first address, and is a size that zones fit in. */
export function networkRangeUsable({ network }: Stack): Finding[] {
  const path = ["network", "cidr"];
  const found = network.cidr;
  const form = cidrForm(path, found);
  if (form.length > 0) return form;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(found);
  if (prefix < 16 || prefix > 20) {
    return [{ path, message: "must be from /16 to /20: AWS takes no larger VPC, and eight zones need room", found }];
  }
  if (!privateRanges.some((range) => address.match(ipaddr.IPv4.parseCIDR(range)))) {
    return [{ path, message: "is not a private range", found, allowed: privateRanges }];
  }
  return [];
}

/** A zone's private subnet is the sixteenth of the network: half of the eighth that the zone owns. */
const privateSubnetBits = 4;

/** AWS keeps the first four addresses of every subnet, and the last. */
const reservedAddresses = 5;

/**
 * Passes when each zone's private subnet has the addresses that its pools' nodes take at their most, by their interface
 * layout. A pool without a zone is counted in none: it may go elsewhere; one of a site at the edge has its own subnet.
 */
export function subnetsHoldNodes(stack: Stack): Finding[] {
  const { network, cluster, pools } = stack;
  const prefix = Number(network.cidr.split("/")[1]);
  const room = 2 ** (32 - prefix - privateSubnetBits) - reservedAddresses;
  const zones = networkZones(stack);
  const systemNodes = Math.ceil(most(cluster.systemPool.nodes) / Math.max(zones.length, 1));
  const system = systemNodes * addressesPerNode([primaryInterface]);
  const taken = new Map<string, number>();
  return pools.flatMap((pool, index) => {
    const type = findInstanceType(pool.instanceType);
    if (!type || pool.zone === undefined || siteOfPool(pool.name, stack)) return [];
    const each = addressesPerNode(usesEfa(pool, type) ? fabricInterfaces(type) : [primaryInterface]);
    const before = taken.get(pool.zone) ?? (zones.includes(pool.zone) ? system : 0);
    const after = before + most(pool.nodes) * each;
    taken.set(pool.zone, after);
    if (after <= room || before > room) return [];
    return [
      {
        path: ["pools", index, "nodes"],
        message: `take the private subnet of ${pool.zone} past its ${room} addresses: ${each} a node, ${before} taken before`,
        found: String(most(pool.nodes)),
        hint: `Give the network more (network.cidr is /${prefix}, /16 at most), or use another zone.`,
      },
    ];
  });
}

function most(nodes: Nodes): number {
  return typeof nodes === "number" ? nodes : nodes.max;
}

/**
 * Passes when each site's range starts at its own first address, is a size that AWS takes as a subnet, lies in the part of the network
 * that is kept for sites, shares no address with another site's, and has those that its nodes take.
 */
export function edgeRangesFit(stack: Stack): Finding[] {
  const { edge = [], network, pools } = stack;
  if (networkRangeUsable(stack).length > 0) return [];
  const kept = edgeRange(network.cidr);
  return edge.flatMap(({ cidr: found, pool: poolName }, index): Finding[] => {
    const path = ["edge", index, "cidr"];
    const form = cidrForm(path, found);
    if (form.length > 0) return form;
    const prefix = Number(found.split("/")[1]);
    if (prefix > 28) return [{ path, message: "is smaller than /28, the smallest subnet that AWS takes", found }];
    if (!within(found, kept)) {
      return [{ path, message: `is not within ${kept}, the sixteenth of the network that is kept for sites`, found }];
    }
    const earlier = edge.slice(0, index).find(({ cidr }) => ipaddr.IPv4.isValidCIDR(cidr) && shares(found, cidr));
    if (earlier) return [{ path, message: `shares addresses with site ${earlier.name}, ${earlier.cidr}`, found }];
    const pool = pools.find(({ name }) => name === poolName);
    const room = 2 ** (32 - prefix) - reservedAddresses;
    const taken = pool ? most(pool.nodes) * addressesPerNode([primaryInterface]) : 0;
    if (taken <= room) return [];
    return [{ path, message: `has ${room} addresses; the nodes of pool ${poolName} take ${taken}`, found }];
  });
}

const shares = (one: string, other: string) => within(one, other) || within(other, one);

/** Passes when each range that may reach the API server is one. Whether it is too wide is for the policies to say. */
export function accessRangesValid({ cluster }: Stack): Finding[] {
  return cluster.publicAccessCidrs.flatMap((cidr, index) => cidrForm(["cluster", "publicAccessCidrs", index], cidr));
}

/** Nothing where the text is an IPv4 range written from its first address. */
export function cidrForm(path: Path, found: string): Finding[] {
  if (!ipaddr.IPv4.isValidCIDR(found)) {
    return [{ path, message: "is not an IPv4 range, such as 10.16.0.0/16", found }];
  }
  const network = ipaddr.IPv4.networkAddressFromCIDR(found).toString();
  const written = `${network}/${found.split("/")[1]}`;
  return written === found
    ? []
    : [{ path, message: "does not start a range of its size", found, hint: `Did you mean ${written}?` }];
}
