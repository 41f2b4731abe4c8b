import { IPv4 } from "ipaddr.js";
import type { Environment, MemberRegion, Site } from "../../spec/stack";

type Members = readonly Pick<MemberRegion, "name" | "ranges">[];
type Sites = readonly Pick<Site, "name" | "region" | "environment" | "ranges">[];

/** Two regions whose gateways are peered, in the order of their names: a pair is the same one in whichever order the file has it. */
export type Pair = readonly [requester: string, accepter: string];

/** Every region with every other one. */
export function pairsOf(regions: readonly { name: string }[]): Pair[] {
  const names = regions.map(({ name }) => name).sort();
  return names.flatMap((one, index) => names.slice(index + 1).map((other): Pair => [one, other]));
}

/** The environments that have addresses in the region: each has a route table of its own there. */
export function environmentsOf({ ranges }: Pick<MemberRegion, "ranges">): Environment[] {
  return environments.filter((environment) => ranges[environment] !== undefined);
}

const environments = ["production", "staging", "development"] as const;

/** A static route of an environment's table in one region, over the peering with another. A peering learns no routes by itself. */
export interface PeeringRoute {
  region: string;
  environment: Environment;
  destination: string;
  /** The region at the other end. */
  peer: string;
}

/**
 * The static routes between regions. An environment's table has those to the same environment's ranges and sites elsewhere, and no
 * other: what comes over a peering has been let through by the sender's table, by its destination.
 */
export function peeringRoutes(regions: Members, sites: Sites = []): PeeringRoute[] {
  return regions.flatMap((region) =>
    environmentsOf(region).flatMap((environment) =>
      regions
        .filter(({ name }) => name !== region.name)
        .flatMap((peer) =>
          rangesIn(peer, environment, sites).map((destination) => ({
            region: region.name,
            environment,
            destination,
            peer: peer.name,
          })),
        ),
    ),
  );
}

/** Everything of an environment, in all regions and sites: what its VPCs route to their gateway. */
export function rangesOf(environment: Environment, regions: Members, sites: Sites = []): string[] {
  return regions.flatMap((region) => rangesIn(region, environment, sites));
}

function rangesIn({ name, ranges }: Members[number], environment: Environment, sites: Sites): string[] {
  const own = ranges[environment];
  const entering = sites.filter((site) => site.region === name && site.environment === environment);
  return [...(own === undefined ? [] : [own]), ...entering.flatMap((site) => site.ranges)];
}

/**
 * The environment in which a packet arrives that a VPC of an environment and region sends to an address; undefined where it is
 * dropped. Follows the tables: the sender's, then, over a peering, the other region's, which knows all that is attached there.
 */
export function arrivesIn(
  address: string,
  from: { region: string; environment: Environment },
  regions: Members,
  sites: Sites = [],
): Environment | undefined {
  const holds = (range: string) => IPv4.parse(address).match(IPv4.parseCIDR(range));
  const attached = (region: string, environment: Environment) =>
    regions.filter(({ name }) => name === region).some((member) => rangesIn(member, environment, sites).some(holds));
  if (attached(from.region, from.environment)) return from.environment;
  const route = peeringRoutes(regions, sites)
    .filter(({ region, environment }) => region === from.region && environment === from.environment)
    .filter(({ destination }) => holds(destination))
    .sort((a, b) => prefixOf(b.destination) - prefixOf(a.destination))[0];
  return route && environments.find((environment) => attached(route.peer, environment));
}

const prefixOf = (cidr: string) => Number(cidr.split("/")[1]);
