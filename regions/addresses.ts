import ipaddr from "ipaddr.js";

/** A range that is taken, and by what. */
export interface TakenRange {
  cidr: string;
  by: string;
}

/** Private space that VPCs of one organisation share, in the order in which it is used up. */
const privateSpace = ["10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10", "192.168.0.0/16"];

/**
 * What EKS gives to Kubernetes services where a cluster names no range: a network there could not be reached from pods.
 * Source: Amazon EKS API Reference, KubernetesNetworkConfigRequest, read 2026-11-25.
 */
const serviceRanges: TakenRange[] = [
  { cidr: "10.100.0.0/16", by: "Kubernetes services" },
  { cidr: "172.20.0.0/16", by: "Kubernetes services" },
];

/** The ranges of the list that overlap another one, in pairs. */
export function overlaps(ranges: readonly TakenRange[]): [TakenRange, TakenRange][] {
  const sorted = ranges
    .map((range) => ({ range, ...bounds(range.cidr) }))
    .sort((a, b) => a.first - b.first || a.last - b.last);
  const found: [TakenRange, TakenRange][] = [];
  for (const [index, one] of sorted.entries()) {
    for (const other of sorted.slice(index + 1)) {
      if (other.first > one.last) break;
      found.push([one.range, other.range]);
    }
  }
  return found;
}

/**
 * The first private range of the size that overlaps none of `taken`, searched from `after` on and then from the start, so that
 * neighbours in time are neighbours in space. Undefined where there is none. `within` keeps the search to one range.
 */
export function freeRange(
  prefix: number,
  taken: readonly TakenRange[],
  after = "10.0.0.0/8",
  within?: string,
): string | undefined {
  const size = 2 ** (32 - prefix);
  const closed = [...taken, ...serviceRanges].map(({ cidr }) => bounds(cidr)).sort((a, b) => a.first - b.first);
  const start = bounds(after).first;
  const spaces = (within === undefined ? privateSpace : [within]).map(bounds);
  const candidates = [...spaces.map(({ first, last }) => ({ first: Math.max(first, start), last })), ...spaces];
  for (const { first, last } of candidates) {
    let at = Math.ceil(first / size) * size;
    while (at + size - 1 <= last) {
      const blocking = closed.find((range) => range.first <= at + size - 1 && at <= range.last);
      if (!blocking) return `${address(at)}/${prefix}`;
      at = Math.ceil((blocking.last + 1) / size) * size;
    }
  }
  return undefined;
}

/** How many more ranges of the size there is room for within these, by default private space. */
export function roomFor(
  prefix: number,
  taken: readonly TakenRange[],
  within: readonly string[] = privateSpace,
): number {
  const size = 2 ** (32 - prefix);
  const closed = [...taken, ...serviceRanges].map(({ cidr }) => bounds(cidr));
  return within.map(bounds).reduce((room, { first, last }) => {
    const starts = Array.from({ length: Math.floor((last - first + 1) / size) }, (_, index) => first + index * size);
    return room + starts.filter((at) => !closed.some((range) => range.first < at + size && at <= range.last)).length;
  }, 0);
}

function bounds(cidr: string): { first: number; last: number } {
  const [base, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(base.octets.reduce((sum, octet) => sum * 256 + octet, 0) / size) * size;
  return { first, last: first + size - 1 };
}

const address = (value: number) => [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join(".");
