import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { findLocalZone } from "../../catalog/regions";
import type { ZoneSubnets } from "./routes";

/** The subnet of a site at the edge. */
export interface EdgeSubnet {
  /** The site's name. */
  name: string;
  /** Zone id: the Local Zone's, or that of the region's zone that the Outpost is connected to. */
  zone: string;
  /** Its range, of the VPC's. */
  cidr: string;
  outpostArn?: string;
}

/** A subnet for each site, by its name. EKS takes none of them for its control plane. */
export function createEdgeSubnets(
  name: string,
  vpcId: pulumi.Input<string>,
  sites: readonly EdgeSubnet[],
  opts: pulumi.CustomResourceOptions,
): ZoneSubnets {
  return Object.fromEntries(
    sites.map(({ name: site, zone, cidr, outpostArn }) => {
      const subnetName = `${name}-edge-${site}`;
      const subnet = new ec2.Subnet(
        subnetName,
        {
          vpcId,
          availabilityZoneId: zone,
          cidrBlock: cidr,
          outpostArn,
          mapPublicIpOnLaunch: false,
          tags: { Name: subnetName },
        },
        opts,
      );
      return [site, subnet];
    }),
  );
}

/** Under names that no zone has: a site's own may be any. */
export function bySite<T>(ofSites: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(ofSites).map(([site, one]) => [`edge-${site}`, one]));
}

/** By Local Zone or site: the zone of the region that it hangs on, whose NAT gateway is its nearest. */
export function parentZones(localZone: string | undefined, edge: readonly EdgeSubnet[]): Record<string, string> {
  const parentOf = (zone: string) => findLocalZone(zone)?.parentZone ?? zone;
  return {
    ...(localZone !== undefined && { [localZone]: parentOf(localZone) }),
    ...bySite(Object.fromEntries(edge.map(({ name, zone }) => [name, parentOf(zone)]))),
  };
}
