import ipaddr from "ipaddr.js";
import type { AwsReads } from "../aws";
import type { Facts, Row } from "../row";

/** Passes when no VPC of the region has addresses of the stack's range: overlapping VPCs can't be connected later. */
export async function checkAddresses(facts: Facts, aws: AwsReads): Promise<Row[]> {
  const vpcs = await aws.vpcs();
  const overlapping = vpcs.filter(({ cidrs }) => cidrs.some((cidr) => overlap(cidr, facts.cidr)));
  if (overlapping.length === 0) return [{ subject: facts.cidr, status: "pass", found: "free" }];
  const found = `overlaps ${overlapping.map(({ id, cidrs }) => `${id} (${cidrs.join(", ")})`).join(", ")}`;
  const next = "Choose another `network.cidr`, or nothing if one of these is this stack's own VPC.";
  return [{ subject: facts.cidr, status: "warn", found, next }];
}

/** Two ranges overlap exactly when one holds the other's first address. */
function overlap(a: string, b: string): boolean {
  const [rangeA, rangeB] = [ipaddr.parseCIDR(a), ipaddr.parseCIDR(b)];
  return holds(rangeA, rangeB) || holds(rangeB, rangeA);
}

function holds(range: [ipaddr.IPv4 | ipaddr.IPv6, number], [address]: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  return address.kind() === range[0].kind() && address.match(range);
}
