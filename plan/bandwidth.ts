import { linkGbps } from "../catalog/links";
import type { UsageAmount } from "./bill";
import { rangeOf } from "./cost/pricer";
import type { PlanResource } from "./resource";

/** A link of the Backbone, and what is carried over it each way of its day. */
export interface LinkLoad {
  /** Its ends, for example `headquarters – us-east-1`. */
  link: string;
  kind: "Direct Connect" | "VPN" | "transit gateway peering" | "Cloud WAN";
  /** The streams that take it. */
  traffic: string[];
  /** GB a day of all its streams. */
  gbPerDay: { low: number; likely: number; high: number };
  /** Gb/s at which all its streams are through in time, were their hours the same. */
  neededGbps: { low: number; likely: number; high: number };
  /** Null where the catalogue has no figure. */
  capacityGbps: number | null;
  /** What is left when its best way is lost; absent where AWS keeps the link up itself. */
  degradedGbps?: number;
  /** `tight`: fits as a rule, and not at its high or with its best way lost. */
  verdict: "fits" | "tight" | "too little" | "not known";
}

/** The Backbone's design, as its component is told it. */
export interface StatedNetwork {
  transit: "transit-gateway" | "cloud-wan";
  sites?: StatedSite[];
  traffic?: StatedTraffic[];
}

interface StatedSite {
  name: string;
  region: string;
  vpn?: object;
  directConnect?: { gbps: number }[];
}

interface StatedTraffic {
  name: string;
  from: string;
  to: string;
  gbPerDay: UsageAmount;
  withinHours?: number;
}

/** The bandwidth plan of a Backbone; undefined for any other stack, and where the file states no traffic. */
export function bandwidthOf(resources: readonly PlanResource[]): LinkLoad[] | undefined {
  const backbone = resources.find(({ type }) => type === "aidc:backbone:Backbone");
  const loads = backbone && linkLoads(backbone.inputs as unknown as StatedNetwork);
  return loads?.length ? loads : undefined;
}

/**
 * What each link has to carry against what it can: a stream's GB a day over the hours it may take. Streams of one link are added as
 * if their hours were the same, which is the worst case.
 */
export function linkLoads({ transit, sites = [], traffic = [] }: StatedNetwork): LinkLoad[] {
  const byLink = new Map<string, { link: Link; streams: StatedTraffic[] }>();
  for (const stream of traffic) {
    for (const link of linksBetween(stream, transit, sites)) {
      const known = byLink.get(link.name) ?? { link, streams: [] };
      byLink.set(link.name, { link, streams: [...known.streams, stream] });
    }
  }
  return [...byLink.values()].map(({ link, streams }) => loadOf(link, streams));
}

interface Link {
  name: string;
  kind: LinkLoad["kind"];
  capacityGbps: number | null;
  degradedGbps?: number;
}

/** A site's own link, then that between regions, then the other site's. */
function linksBetween({ from, to }: StatedTraffic, transit: StatedNetwork["transit"], sites: StatedSite[]): Link[] {
  const ends = [from, to].map((place) => sites.find(({ name }) => name === place));
  const [here = from, there = to] = ends.map((site) => site?.region);
  const own = ends.flatMap((site) => (site ? [siteLink(site)] : []));
  if (here === there) return own;
  const name = [here, there].sort().join(" – ");
  const between: Link =
    transit === "cloud-wan"
      ? { name, kind: "Cloud WAN", capacityGbps: null }
      : { name, kind: "transit gateway peering", capacityGbps: linkGbps("transitGatewayPeering") };
  return [...own, between];
}

/** BGP prefers Direct Connect: a VPN beside it carries nothing until it is lost. Both tunnels of a VPN carry, by equal cost. */
function siteLink({ name: site, region, vpn, directConnect = [] }: StatedSite): Link {
  const name = `${site} – ${region}`;
  const tunnels = vpn ? 2 * linkGbps("vpnTunnel") : 0;
  if (directConnect.length === 0)
    return { name, kind: "VPN", capacityGbps: tunnels, degradedGbps: linkGbps("vpnTunnel") };
  const ports = directConnect.map(({ gbps }) => gbps);
  const all = ports.reduce((sum, gbps) => sum + gbps, 0);
  const rest = all - Math.max(...ports);
  return { name, kind: "Direct Connect", capacityGbps: all, degradedGbps: rest > 0 ? rest : tunnels };
}

function loadOf({ name: link, kind, capacityGbps, degradedGbps }: Link, streams: StatedTraffic[]): LinkLoad {
  const total = (of: (stream: StatedTraffic) => number) => streams.reduce((sum, stream) => sum + of(stream), 0);
  const range = (of: (gb: number, stream: StatedTraffic) => number) => ({
    low: total((stream) => of(rangeOf(stream.gbPerDay).low, stream)),
    likely: total((stream) => of(rangeOf(stream.gbPerDay).likely, stream)),
    high: total((stream) => of(rangeOf(stream.gbPerDay).high, stream)),
  });
  const neededGbps = range((gb, { withinHours = 24 }) => (gb * 8) / (withinHours * 3600));
  return {
    link,
    kind,
    traffic: streams.map(({ name }) => name),
    gbPerDay: range((gb) => gb),
    neededGbps,
    capacityGbps,
    ...(degradedGbps !== undefined && { degradedGbps }),
    verdict: verdictOf(neededGbps, capacityGbps, degradedGbps),
  };
}

function verdictOf(
  { likely, high }: LinkLoad["neededGbps"],
  capacity: number | null,
  degraded = capacity ?? 0,
): LinkLoad["verdict"] {
  if (capacity === null) return "not known";
  if (likely > capacity) return "too little";
  return high > capacity || likely > degraded ? "tight" : "fits";
}
