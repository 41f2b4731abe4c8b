import type * as pulumi from "@pulumi/pulumi";
import { zoneOfSite } from "../../spec/edge";
import type { Stack } from "../../spec/stack";
import { EdgeSite } from "../edge/edgeSite";
import type { EdgeSubnet } from "../network/edgeSubnets";
import type { Region } from "../region";
import { poolOf, tagsOf } from "./inputs";
import type { ObjectStore } from "../storage/objectStore";

// What a region has outside its own zones.

/** What the network makes for the stack file's sites. */
export function edgeSubnets({ edge = [] }: Stack): EdgeSubnet[] {
  return edge.map((entry) => {
    const { name, cidr, site } = entry;
    return { name, cidr, zone: zoneOfSite(entry), ...(typeof site !== "string" && { outpostArn: site.outpost }) };
  });
}

type Made = Pick<Region, "network" | "cluster" | "nodeRole" | "keys" | "objectStore">;

/** Its sites, by name. */
export function edgeSites(
  name: string,
  stack: Stack,
  { network, cluster, nodeRole, keys: { keys }, objectStore }: Made,
  opts: pulumi.ComponentResourceOptions,
): Record<string, EdgeSite> {
  const shared = {
    cluster: cluster.cluster,
    kubernetesVersion: stack.cluster.version,
    region: stack.region,
    vpcId: network.vpc.id,
    nodeRole: { arn: nodeRole.role.arn, name: nodeRole.role.name },
    securityGroupIds: [cluster.nodeSecurityGroup.id],
    volumesKeyArn: keys.ebs.arn,
    storageKeyArn: keys.storage.arn,
    buckets: bucketsOf(objectStore),
    kubernetes: cluster.kubernetes,
  };
  return Object.fromEntries(
    (stack.edge ?? []).map((site) => {
      const subnetId = network.edgeSubnets[site.name]?.id ?? "";
      const tags = { ...tagsOf(name, stack), "aidc:edge": site.name };
      const args = { ...shared, site, pool: poolOf(site, stack.pools), subnetId, tags };
      return [site.name, new EdgeSite(`${name}-${site.name}`, args, opts)];
    }),
  );
}

function bucketsOf({ buckets }: ObjectStore): Record<string, Record<"bucket" | "arn", pulumi.Output<string>>> {
  return Object.fromEntries(
    Object.entries(buckets).map(([label, { bucket }]) => [label, { bucket: bucket.bucket, arn: bucket.arn }]),
  );
}
