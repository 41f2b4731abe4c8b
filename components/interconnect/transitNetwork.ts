import * as tgw from "@pulumi/aws/ec2transitgateway";
import * as pulumi from "@pulumi/pulumi";
import type { Environment, MemberRegion, Site } from "../../spec/stack";
import { type Pair, environmentsOf, pairsOf, peeringRoutes } from "./transitRoutes";

export interface TransitNetworkArgs {
  /** A gateway stands in each. */
  regions: readonly MemberRegion[];
  /** What the routes between regions lead to besides the regions' own ranges. */
  sites?: readonly Pick<Site, "name" | "region" | "environment" | "ranges">[];
}

/** A region's gateway, with a route table for each environment and one for what comes from other regions. */
export interface TransitHub {
  gateway: tgw.TransitGateway;
  /** By environment. */
  routeTables: Partial<Record<Environment, tgw.RouteTable>>;
  /** Knows everything attached in the region, and no other region: traffic does not pass through. */
  peeringTable: tgw.RouteTable;
}

/**
 * A transit gateway in each region, each peered with each, with a route table for each environment: there is no route from one
 * environment to another. Who attaches a VPC associates it with its environment's table, and propagates it to that one and to the
 * peering table (`Interconnect`).
 *
 * @example
 * const transit = new TransitNetwork("backbone-transit", {
 *   regions: [
 *     { name: "us-east-1", asn: 64512, ranges: { production: "10.16.0.0/13" } },
 *     { name: "us-west-2", asn: 64513, ranges: { production: "10.24.0.0/13" } },
 *   ],
 * });
 * export const gateway = transit.hubs["us-west-2"]?.gateway.id;
 */
export class TransitNetwork extends pulumi.ComponentResource {
  /** By region. */
  readonly hubs: Record<string, TransitHub>;
  /** Accepted. By both regions' names, for example `us-east-1-us-west-2`. */
  readonly peerings: Record<string, tgw.PeeringAttachmentAccepter>;

  constructor(name: string, args: TransitNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:interconnect:TransitNetwork", name, {}, opts);
    this.hubs = Object.fromEntries(args.regions.map((region) => [region.name, this.createHub(name, region)]));
    this.peerings = Object.fromEntries(
      pairsOf(args.regions).map((pair) => [pair.join("-"), this.createPeering(name, pair)]),
    );
    this.createRoutes(name, args);

    this.registerOutputs({
      transitGatewayIds: mapped(this.hubs, ({ gateway }) => gateway.id),
      routeTableIds: mapped(this.hubs, ({ routeTables }) => mapped(routeTables, ({ id }) => id)),
      peeringTableIds: mapped(this.hubs, ({ peeringTable }) => peeringTable.id),
    });
  }

  private hub(region: string): TransitHub {
    const hub = this.hubs[region];
    if (!hub) throw new pulumi.RunError(`${region} is no member region`);
    return hub;
  }

  private createHub(name: string, member: MemberRegion): TransitHub {
    const { name: region, asn } = member;
    const gateway = new tgw.TransitGateway(
      `${name}-${region}`,
      {
        region,
        description: `${name}: VPCs and sites of ${region}`,
        amazonSideAsn: asn,
        // A default table would join all that is attached, whatever its environment.
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
        autoAcceptSharedAttachments: "disable",
        dnsSupport: "enable",
        vpnEcmpSupport: "enable",
        tags: { Name: `${name}-${region}` },
      },
      { parent: this },
    );
    const tables = environmentsOf(member).map((environment) => [
      environment,
      this.createTable(`${name}-${region}-${environment}`, region, gateway, { "aidc:environment": environment }),
    ]);
    const peeringTable = this.createTable(`${name}-${region}-peering`, region, gateway);
    return { gateway, routeTables: Object.fromEntries(tables) as TransitHub["routeTables"], peeringTable };
  }

  private createTable(name: string, region: string, gateway: tgw.TransitGateway, tags: Record<string, string> = {}) {
    return new tgw.RouteTable(
      name,
      { region, transitGatewayId: gateway.id, tags: { Name: name, ...tags } },
      { parent: this },
    );
  }

  private createPeering(name: string, pair: Pair): tgw.PeeringAttachmentAccepter {
    const [requester, accepter] = pair;
    const label = `${name}-${pair.join("-")}`;
    const tags = { Name: label };
    const request = new tgw.PeeringAttachment(
      label,
      {
        region: requester,
        transitGatewayId: this.hub(requester).gateway.id,
        peerRegion: accepter,
        peerTransitGatewayId: this.hub(accepter).gateway.id,
        tags,
      },
      { parent: this },
    );
    const accepted = new tgw.PeeringAttachmentAccepter(
      label,
      { region: accepter, transitGatewayAttachmentId: request.id, tags },
      { parent: this },
    );
    for (const region of pair) {
      new tgw.RouteTableAssociation(
        `${label}-${region}`,
        {
          region,
          transitGatewayAttachmentId: accepted.id,
          transitGatewayRouteTableId: this.hub(region).peeringTable.id,
        },
        { parent: this },
      );
    }
    return accepted;
  }

  private createRoutes(name: string, { regions, sites }: TransitNetworkArgs) {
    for (const { region, environment, destination, peer } of peeringRoutes(regions, sites)) {
      const table = this.hub(region).routeTables[environment];
      const peering = this.peerings[[region, peer].sort().join("-")];
      if (!table || !peering) continue;
      new tgw.Route(
        `${name}-${region}-${environment}-${destination}`,
        {
          region,
          destinationCidrBlock: destination,
          transitGatewayAttachmentId: peering.id,
          transitGatewayRouteTableId: table.id,
        },
        { parent: this },
      );
    }
  }
}

function mapped<K extends string, V, T>(record: Partial<Record<K, V>>, map: (value: V) => T): Record<K, T> {
  const entries = Object.entries(record) as [K, V][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value)])) as Record<K, T>;
}
