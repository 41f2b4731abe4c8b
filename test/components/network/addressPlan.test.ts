import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { addressPlan, localZoneRange } from "../../../components/network/addressPlan";

const vpcRange = fc.record({ prefix: fc.integer({ min: 16, max: 20 }), third: fc.integer({ min: 0, max: 255 }) }).map(
  // The range's first address: the bits of the third octet past the prefix are zero.
  ({ prefix, third }) => `10.20.${third & (0xff << (24 - prefix)) & 0xff}.0/${prefix}`,
);
const zones = fc.uniqueArray(
  fc.integer({ min: 1, max: 8 }).map((number) => `use1-az${number}`),
  { minLength: 1 },
);

/** First and last address as numbers. */
function bounds(cidr: string): [number, number] {
  const number = (address: ipaddr.IPv4) => address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return [number(ipaddr.IPv4.networkAddressFromCIDR(cidr)), number(ipaddr.IPv4.broadcastAddressFromCIDR(cidr))];
}

describe("addressPlan", () => {
  test("gives a zone the eighth that its number names, most of it to nodes", () => {
    expect(addressPlan("10.16.0.0/16", ["use1-az1", "use1-az4"])).toEqual({
      "use1-az1": { private: "10.16.0.0/20", isolated: "10.16.16.0/21", public: "10.16.24.0/22" },
      "use1-az4": { private: "10.16.96.0/20", isolated: "10.16.112.0/21", public: "10.16.120.0/22" },
    });
  });

  test("gives ranges as an API writes them: from their first address", () => {
    fc.assert(
      fc.property(vpcRange, zones, (cidr, zones) => {
        for (const range of Object.values(addressPlan(cidr, zones)).flatMap(
          (zone) => Object.values(zone) as string[],
        )) {
          expect(ipaddr.IPv4.networkAddressFromCIDR(range).toString()).toBe(range.split("/")[0]);
        }
      }),
    );
  });

  test("stays inside the VPC and never overlaps", () => {
    fc.assert(
      fc.property(vpcRange, zones, (cidr, zones) => {
        const ranges = Object.values(addressPlan(cidr, zones)).flatMap((zone) => Object.values(zone) as string[]);
        const sorted = ranges.map(bounds).sort(([a], [b]) => a - b);
        const [first, last] = bounds(cidr);
        expect(sorted[0]?.[0]).toBeGreaterThanOrEqual(first);
        expect(sorted.at(-1)?.[1]).toBeLessThanOrEqual(last);
        sorted.slice(1).forEach(([start], index) => expect(start).toBeGreaterThan(sorted[index]?.[1] ?? Infinity));
      }),
    );
  });

  test("moves no zone when another comes", () => {
    fc.assert(
      fc.property(vpcRange, zones, zones, (cidr, some, more) => {
        const before = addressPlan(cidr, some);
        const after = addressPlan(cidr, [...new Set([...more, ...some])]);
        for (const zone of some) expect(after[zone]).toEqual(before[zone]);
      }),
    );
  });

  test.each([
    ["10.16.0.0/15", ["use1-az1"], "the VPC range 10.16.0.0/15 is not between /16 and /20"],
    ["10.16.1.0/16", ["use1-az1"], "the VPC range 10.16.1.0/16 starts inside itself: write 10.16.0.0/16"],
    ["10.16.0.0", ["use1-az1"], '"10.16.0.0" is not an IPv4 range such as 10.16.0.0/16'],
    ["10.16.0.0/16", ["us-east-1a"], '"us-east-1a" is not a zone id such as use1-az4 (az1 to az8)'],
    ["10.16.0.0/16", ["use1-az9"], '"use1-az9" is not a zone id such as use1-az4 (az1 to az8)'],
  ])("refuses %s with %s", (cidr, zones, message) => {
    expect(() => addressPlan(cidr, zones)).toThrow(message);
  });
});

describe("localZoneRange", () => {
  test("is nodes' half of the last eighth", () => {
    expect(localZoneRange("10.16.0.0/16", ["use1-az1", "use1-az6"])).toBe("10.16.224.0/20");
  });

  test("refuses a network whose zone owns it", () => {
    expect(() => localZoneRange("10.16.0.0/16", ["use1-az8"])).toThrow("use1-az8 owns the eighth");
  });
});
