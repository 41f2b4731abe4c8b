import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

/** A subnet for each zone, by zone id. */
export type ZoneSubnets = Record<string, ec2.Subnet>;

const anywhere = "0.0.0.0/0";

/** One table for all public subnets: out through the internet gateway. */
export function publicRoutes(
  name: string,
  vpcId: pulumi.Input<string>,
  subnets: ZoneSubnets,
  opts: pulumi.CustomResourceOptions,
): ec2.InternetGateway {
  const gateway = new ec2.InternetGateway(`${name}-internet`, { vpcId, tags: { Name: name } }, opts);
  const table = routeTable(`${name}-public`, vpcId, opts);
  new ec2.Route(
    `${name}-public-internet`,
    { routeTableId: table.id, destinationCidrBlock: anywhere, gatewayId: gateway.id },
    opts,
  );
  for (const [zone, subnet] of Object.entries(subnets)) associate(`${name}-public-${zone}`, table, subnet, opts);
  return gateway;
}

/** A table for each zone's private subnet, so that each can leave by its own zone's NAT gateway. */
export function privateRouteTables(
  name: string,
  vpcId: pulumi.Input<string>,
  subnets: ZoneSubnets,
  opts: pulumi.CustomResourceOptions,
): Record<string, ec2.RouteTable> {
  return Object.fromEntries(
    Object.entries(subnets).map(([zone, subnet]) => {
      const table = routeTable(`${name}-private-${zone}`, vpcId, opts);
      associate(`${name}-private-${zone}`, table, subnet, opts);
      return [zone, table];
    }),
  );
}

/** One table for all isolated subnets, with no route out of the VPC. */
export function isolatedRouteTable(
  name: string,
  vpcId: pulumi.Input<string>,
  subnets: ZoneSubnets,
  opts: pulumi.CustomResourceOptions,
): ec2.RouteTable {
  const table = routeTable(`${name}-isolated`, vpcId, opts);
  for (const [zone, subnet] of Object.entries(subnets)) associate(`${name}-isolated-${zone}`, table, subnet, opts);
  return table;
}

/** Route tables of nodes by the place that they are for, a zone or a site; and the zones that places outside the region's hang on. */
export interface NodeTables {
  private: Record<string, ec2.RouteTable>;
  parents: Record<string, string>;
}

/**
 * NAT gateways, by the zone they stand in, and each private table's route to its zone's, or its parent's; to the first where
 * neither has one.
 */
export function natRoutes(
  name: string,
  layout: "per-zone" | "single" | "none",
  publicSubnets: ZoneSubnets,
  tables: NodeTables,
  opts: pulumi.CustomResourceOptions,
): Record<string, ec2.NatGateway> {
  const zones = Object.keys(publicSubnets);
  const natZones: string[] = { "per-zone": zones, single: zones.slice(0, 1), none: [] }[layout];
  const gateways = Object.fromEntries(
    zones.flatMap((zone) => {
      const subnet = publicSubnets[zone];
      return subnet && natZones.includes(zone) ? [[zone, natGateway(`${name}-nat-${zone}`, subnet, opts)]] : [];
    }),
  );
  for (const [place, table] of Object.entries(tables.private)) {
    const gateway = gateways[place] ?? gateways[tables.parents[place] ?? ""] ?? Object.values(gateways)[0];
    if (!gateway) continue;
    new ec2.Route(
      `${name}-private-${place}-internet`,
      { routeTableId: table.id, destinationCidrBlock: anywhere, natGatewayId: gateway.id },
      opts,
    );
  }
  return gateways;
}

function natGateway(name: string, subnet: ec2.Subnet, opts: pulumi.CustomResourceOptions): ec2.NatGateway {
  const tags = { Name: name };
  const address = new ec2.Eip(name, { domain: "vpc", tags }, opts);
  return new ec2.NatGateway(name, { allocationId: address.allocationId, subnetId: subnet.id, tags }, opts);
}

function routeTable(name: string, vpcId: pulumi.Input<string>, opts: pulumi.CustomResourceOptions): ec2.RouteTable {
  return new ec2.RouteTable(name, { vpcId, tags: { Name: name } }, opts);
}

function associate(
  name: string,
  table: ec2.RouteTable,
  subnet: ec2.Subnet,
  opts: pulumi.CustomResourceOptions,
): ec2.RouteTableAssociation {
  return new ec2.RouteTableAssociation(name, { routeTableId: table.id, subnetId: subnet.id }, opts);
}
