import { IPv4 } from "ipaddr.js";

/** A zone's address ranges. About an eighth of the zone's share stays free. */
export interface ZoneAddresses {
  /** Nodes and pods: half of the zone's share. */
  private: string;
  /** Databases and file systems, without a way out: a quarter. */
  isolated: string;
  /** NAT gateways and load balancers: an eighth. */
  public: string;
}

/** Bits by which each part is narrower than the VPC, and where it starts in the zone's share. */
const parts = {
  private: { narrower: 4, startsAt: 0 },
  isolated: { narrower: 5, startsAt: 1 / 2 },
  public: { narrower: 6, startsAt: 3 / 4 },
} satisfies Record<keyof ZoneAddresses, unknown>;

/**
 * Divides a VPC's range among zones. Each zone owns the eighth that the number in its id names (`use1-az4`: the fourth),
 * so a plan depends on no other zone, and adding one moves nothing.
 *
 * @param vpcCidr /16 to /20, written from its first address.
 * @param zones Zone ids.
 * @throws RangeError where the range is not such a one, or a zone's id names no eighth.
 */
export function addressPlan(vpcCidr: string, zones: readonly string[]): Record<string, ZoneAddresses> {
  const vpc = parseVpcRange(vpcCidr);
  return Object.fromEntries(zones.map((zone) => [zone, zoneAddresses(vpc, zoneNumber(zone) - 1)]));
}

/**
 * The range of a Local Zone's nodes: of the last eighth, which no region's zone names yet.
 *
 * @throws RangeError where one of `zones` does.
 */
export function localZoneRange(vpcCidr: string, zones: readonly string[]): string {
  const taken = zones.find((zone) => zoneNumber(zone) === 8);
  if (taken) throw new RangeError(`${taken} owns the eighth of the range that a Local Zone would take`);
  return zoneAddresses(parseVpcRange(vpcCidr), 7).private;
}

interface Range {
  /** First address as a number. */
  start: number;
  prefix: number;
}

function zoneAddresses(vpc: Range, eighth: number): ZoneAddresses {
  const share = 2 ** (32 - vpc.prefix - 3);
  const range = ({ narrower, startsAt }: { narrower: number; startsAt: number }) =>
    `${address(vpc.start + eighth * share + startsAt * share)}/${vpc.prefix + narrower}`;
  return { private: range(parts.private), isolated: range(parts.isolated), public: range(parts.public) };
}

function parseVpcRange(cidr: string): Range {
  if (!IPv4.isValidCIDRFourPartDecimal(cidr))
    throw new RangeError(`"${cidr}" is not an IPv4 range such as 10.16.0.0/16`);
  const [base, prefix] = IPv4.parseCIDR(cidr);
  if (prefix < 16 || prefix > 20) throw new RangeError(`the VPC range ${cidr} is not between /16 and /20`);
  const first = IPv4.networkAddressFromCIDR(cidr).toString();
  if (first !== base.toString())
    throw new RangeError(`the VPC range ${cidr} starts inside itself: write ${first}/${prefix}`);
  return { start: base.octets.reduce((sum, octet) => sum * 256 + octet, 0), prefix };
}

function zoneNumber(zone: string): number {
  const number = Number(/-az([1-8])$/.exec(zone)?.[1]);
  if (Number.isNaN(number)) throw new RangeError(`"${zone}" is not a zone id such as use1-az4 (az1 to az8)`);
  return number;
}

function address(value: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join(".");
}
