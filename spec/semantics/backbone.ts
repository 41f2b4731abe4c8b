import ipaddr from "ipaddr.js";
import { areaNames, areasOf } from "../../catalog/areas";
import { findRegion, regionNames } from "../../catalog/regions";
import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Path } from "../problems";
import type { Backbone } from "../stack";
import { cidrForm } from "./addresses";
import { pricesKnown, usageRangesOrdered } from "./bill";
import { exceptionsDistinct, repeated } from "./form";
import { areasKnown } from "./residency";

/** Passes when the catalogue holds each member region, and each is named once. */
function membersKnown({ regions }: Backbone): Finding[] {
  const unknown = regions.flatMap(({ name }, index) => {
    if (findRegion(name)) return [];
    const hint = didYouMean(name, regionNames());
    const message = "is not a region in the catalogue";
    return [{ path: ["regions", index, "name"], message, found: name, ...(hint && { hint }) }];
  });
  return [...unknown, ...repeated(regions, ["regions"])];
}

/** Passes when the home region and those that sites enter by are members. */
function membersNamed({ region, regions, sites = [] }: Backbone): Finding[] {
  const allowed = regions.map(({ name }) => name);
  const named: [Path, string][] = [
    [["region"], region],
    ...sites.map((site, index): [Path, string] => [["sites", index, "region"], site.region]),
  ];
  return named.flatMap(([path, found]) =>
    allowed.includes(found) ? [] : [{ path, message: "is not one of `regions`", found, allowed }],
  );
}

/** Passes when all member regions are of one partition: no network crosses them. */
function onePartition({ region, regions }: Backbone): Finding[] {
  const home = findRegion(region)?.partition;
  return regions.flatMap(({ name }, index) => {
    const partition = findRegion(name)?.partition;
    if (!home || !partition || partition === home) return [];
    const message = `is in the partition ${partition}: no transit gateway of ${home} is peered with one there`;
    return [{ path: ["regions", index, "name"], message, found: name }];
  });
}

/** Passes when each BGP number stands for one thing: AWS peers no two gateways, and associates none, that share one. */
function numbersDistinct({ regions, sites = [] }: Backbone): Finding[] {
  const numbers: [Path, number][] = [
    ...regions.map(({ asn }, index): [Path, number] => [["regions", index, "asn"], asn]),
    ...sites.map(({ asn }, index): [Path, number] => [["sites", index, "asn"], asn]),
  ];
  const ofRegions = regions.map(({ asn }) => asn);
  const repeats = numbers.flatMap(([path, asn], index) => {
    const isSite = path[0] === "sites";
    const before = isSite ? ofRegions : ofRegions.slice(0, index);
    return before.includes(asn) ? [{ path, message: "is another member's BGP number", found: String(asn) }] : [];
  });
  const gateways = sites.flatMap(({ directConnect, directConnectAsn = 64900 }, index) =>
    directConnect && ofRegions.includes(directConnectAsn)
      ? [
          {
            path: ["sites", index, "directConnectAsn"],
            message: "is a region's BGP number: the Direct Connect gateway needs another",
            found: String(directConnectAsn),
          },
        ]
      : [],
  );
  return [...repeats, ...gateways];
}

/** Passes when every range is one, starts where it says, and overlaps no other: an address has one place. */
function rangesApart({ regions, sites = [] }: Backbone): Finding[] {
  const ranges: [Path, string][] = [
    ...regions.flatMap(({ ranges }, index) =>
      Object.entries(ranges).map(([environment, cidr]): [Path, string] => [
        ["regions", index, "ranges", environment],
        cidr,
      ]),
    ),
    ...sites.flatMap((site, index) =>
      site.ranges.map((cidr, at): [Path, string] => [["sites", index, "ranges", at], cidr]),
    ),
  ];
  const malformed = ranges.flatMap(([path, cidr]) => cidrForm(path, cidr));
  if (malformed.length > 0) return malformed;
  return ranges.flatMap(([path, found], index) => {
    const other = ranges.slice(0, index).find(([, before]) => overlap(before, found));
    return other ? [{ path, message: `overlaps ${other[1]}, ${other[0].join(".")}`, found }] : [];
  });
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [ipaddr.IPv4.parseCIDR(one), ipaddr.IPv4.parseCIDR(other)];
  return a[1] <= b[1] ? b[0].match(a) : a[0].match(b);
}

/** Passes when each site has a way, and enters by a region where its environment has addresses. */
function sitesConnected({ regions, sites = [] }: Backbone): Finding[] {
  return [
    ...repeated(sites, ["sites"]),
    ...sites.flatMap(({ vpn, directConnect, region, environment, name }, index): Finding[] => {
      if (!vpn && !directConnect)
        return [{ path: ["sites", index], message: "needs `vpn`, `directConnect` or both", found: name }];
      const member = regions.find((each) => each.name === region);
      if (!member || member.ranges[environment] !== undefined) return [];
      const message = `has no addresses in ${region}: nothing there could answer the site`;
      return [{ path: ["sites", index, "environment"], message, found: environment }];
    }),
  ];
}

/** Passes when traffic goes between two places of the Backbone that its environment has. */
function trafficRoutable({ regions, sites = [], traffic = [] }: Backbone): Finding[] {
  const places = [...regions.map(({ name }) => name), ...sites.map(({ name }) => name)];
  const has = (place: string, environment: Backbone["environment"]) =>
    regions.some(({ name, ranges }) => name === place && ranges[environment] !== undefined) ||
    sites.some((site) => site.name === place && site.environment === environment);
  return traffic.flatMap(({ from, to, environment, gbPerDay }, index) => [
    ...(["from", "to"] as const).flatMap((end): Finding[] => {
      const found = { from, to }[end];
      const path = ["traffic", index, end];
      if (!places.includes(found))
        return [{ path, message: "is no member region and no site", found, allowed: places }];
      return has(found, environment) ? [] : [{ path, message: `has nothing of ${environment}`, found }];
    }),
    ...(from === to ? [{ path: ["traffic", index, "to"], message: "is where it comes from", found: to }] : []),
    ...usageRangesOrdered({ usage: { gbPerDay } }).map((finding) => ({
      ...finding,
      path: ["traffic", index, "gbPerDay"],
    })),
  ]);
}

/** Passes when the home region and every member are where data may live. */
function membersWithinResidency({ residency = [], regions }: Backbone): Finding[] {
  if (residency.length === 0) return [];
  return regions.flatMap(({ name }, index) => {
    const areas = areasOf(name);
    if (areas.length === 0 || areas.some((area) => residency.includes(area))) return [];
    const message = `is in ${areas.join(", ")}, outside the stack's residency, ${residency.join(", ")}`;
    return [{ path: ["regions", index, "name"], message, found: name, allowed: areaNames() }];
  });
}

export const backboneChecks: readonly ((backbone: Backbone) => Finding[])[] = [
  membersKnown,
  membersNamed,
  onePartition,
  numbersDistinct,
  rangesApart,
  sitesConnected,
  trafficRoutable,
  areasKnown,
  membersWithinResidency,
  usageRangesOrdered,
  pricesKnown,
  exceptionsDistinct,
];
