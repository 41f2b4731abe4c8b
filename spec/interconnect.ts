import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import ipaddr from "ipaddr.js";
import { areasOf } from "../catalog/areas";
import type { Finding } from "./finding";
import type { Backbone, MemberRegion, Stack } from "./stack";

/** The file of a stack that another one's file names: beside it, or a folder up, where examples stand. */
export function stackFileBeside(file: string, name: string): string | undefined {
  const folder = dirname(file);
  return [folder, dirname(folder)].map((each) => join(each, `${name}.yaml`)).find((each) => existsSync(each));
}

/** In which a region does not fit the Backbone that it joins; nothing where it fits. */
export function interconnectFindings(region: Stack, backbone: Backbone): Finding[] {
  const { interconnect } = region.network;
  if (!interconnect) return [];
  const member = backbone.regions.find(({ name }) => name === region.region);
  if (!member) {
    const allowed = backbone.regions.map(({ name }) => name);
    return [{ path: ["region"], message: `is no member of ${interconnect.backbone}`, found: region.region, allowed }];
  }
  return [
    ...transitSaid(interconnect, backbone),
    ...accountShared(region, backbone),
    ...archiveWithinResidency(region, backbone),
    ...addressesWithinRange(region, member),
    ...serversWithinSites(region, backbone),
    ...domainsApart(interconnect, backbone),
  ];
}

type Joined = NonNullable<Stack["network"]["interconnect"]>;

function transitSaid(
  { backbone: name, transit = "transit-gateway" }: Joined,
  { transit: theirs }: Backbone,
): Finding[] {
  if (transit === theirs) return [];
  const path = ["network", "interconnect", "transit"];
  return [{ path, message: `is not what ${name} has`, found: transit, allowed: [theirs] }];
}

/** A VPC attaches itself within one account; across accounts the Backbone's owner has to accept it first. */
function accountShared({ account }: Stack, backbone: Backbone): Finding[] {
  if (account === undefined || backbone.account === undefined || account === backbone.account) return [];
  const message = `is not the Backbone's, ${backbone.account}: a stack attaches itself within one account`;
  return [{ path: ["account"], message, found: account }];
}

function archiveWithinResidency({ residency = [] }: Stack, { region: home }: Backbone): Finding[] {
  if (residency.length === 0 || areasOf(home).some((area) => residency.includes(area))) return [];
  const path = ["network", "interconnect", "backbone"];
  const message = `keeps the region's flow logs in ${home}, outside the stack's residency, ${residency.join(", ")}`;
  return [{ path, message }];
}

function addressesWithinRange({ network: { cidr }, environment }: Stack, { name, ranges }: MemberRegion): Finding[] {
  const range = ranges[environment];
  if (range === undefined) {
    const message = `has no addresses of the Backbone in ${name}`;
    return [{ path: ["environment"], message, found: environment, allowed: Object.keys(ranges) }];
  }
  if (within(cidr, range)) return [];
  const message = `is outside the Backbone's range of ${environment} in ${name}, ${range}: no other region has a route there`;
  return [{ path: ["network", "cidr"], message, found: cidr }];
}

/** DNS goes between the region and sites of its environment: to others there is no route. */
function serversWithinSites({ network: { interconnect }, environment }: Stack, { sites = [] }: Backbone): Finding[] {
  const { inbound = [], outbound = [] } = interconnect?.dns ?? {};
  const path = ["network", "interconnect", "dns"];
  const asked = outbound.flatMap(({ servers }, index) =>
    servers.map((address, server) => ({
      path: [...path, "outbound", index, "servers", server],
      found: address,
      range: `${address}/32`,
    })),
  );
  const asking = inbound.map((range, index) => ({ path: [...path, "inbound", index], found: range, range }));
  const allowed = sites.filter((site) => site.environment === environment).flatMap(({ ranges }) => ranges);
  const message = `is no address of the Backbone's sites of ${environment}`;
  return [...asking, ...asked]
    .filter(({ range }) => !ipaddr.IPv4.isValidCIDR(range) || !allowed.some((outer) => within(range, outer)))
    .map(({ path, found }) => ({ path, message, found, allowed }));
}

function domainsApart({ dns: { outbound = [] } = {} }: Joined, { domain: shared }: Backbone): Finding[] {
  return outbound.flatMap(({ domain }, index) => {
    const path = ["network", "interconnect", "dns", "outbound", index, "domain"];
    if (outbound.findIndex((other) => other.domain === domain) < index) {
      return [{ path, message: "is used twice in this list", found: domain }];
    }
    if (domain !== shared && !domain.endsWith(`.${shared}`)) return [];
    return [{ path, message: "is in the Backbone's own zone, which sites are not asked for", found: domain }];
  });
}

function within(inner: string, outer: string): boolean {
  const [base, bits] = ipaddr.IPv4.parseCIDR(inner);
  const range = ipaddr.IPv4.parseCIDR(outer);
  return bits >= range[1] && base.match(range);
}
