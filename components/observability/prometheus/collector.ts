import * as amp from "@pulumi/aws/amp";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { scrapedPorts } from "./scrape";

/** The cluster that metrics are collected from. */
export interface CollectorPlace {
  clusterArn: pulumi.Input<string>;
  vpcId: pulumi.Input<string>;
  /** Two zones at least; the collector puts an interface in each. */
  subnetIds: pulumi.Input<string>[];
  /** On nodes and pods. */
  nodeSecurityGroupId: pulumi.Input<string>;
  /** On the API server's interfaces. */
  apiSecurityGroupId: pulumi.Input<string>;
  /** Ports on which services serve metrics. Default: none but the exporters' own. */
  servicePorts?: readonly number[];
}

/**
 * Amazon's collector outside the cluster, with a security group that reaches the API server, the exporters' ports and the services' alone.
 * EKS grants it read access by an access entry that the service makes itself.
 */
export function collector(
  name: string,
  place: CollectorPlace,
  configuration: string,
  workspaceArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): amp.Scraper {
  const group = new ec2.SecurityGroup(
    `${name}-collector`,
    { description: "Prometheus collector", vpcId: place.vpcId, tags: { Name: `${name}-collector` } },
    opts,
  );
  const paths: [string, pulumi.Input<string>, number][] = [
    ["api", place.apiSecurityGroupId, 443],
    ...[...new Set([...Object.values(scrapedPorts), ...(place.servicePorts ?? [])])].map(
      (port): [string, pulumi.Input<string>, number] => [`${port}`, place.nodeSecurityGroupId, port],
    ),
  ];
  for (const [label, target, port] of paths) path(`${name}-collector-${label}`, group.id, target, port, opts);
  return new amp.Scraper(
    `${name}-collector`,
    {
      alias: name,
      source: {
        eks: { clusterArn: place.clusterArn, subnetIds: place.subnetIds, securityGroupIds: [group.id] },
      },
      destination: { amp: { workspaceArn } },
      scrapeConfiguration: configuration,
    },
    opts,
  );
}

/** Out of one group and into the other, on one port. */
function path(
  name: string,
  from: pulumi.Input<string>,
  to: pulumi.Input<string>,
  port: number,
  opts: pulumi.CustomResourceOptions,
): void {
  const rule = {
    description: `Prometheus collector to port ${port}`,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    tags: { Name: name },
  };
  new vpc.SecurityGroupEgressRule(
    `${name}-out`,
    { ...rule, securityGroupId: from, referencedSecurityGroupId: to },
    opts,
  );
  new vpc.SecurityGroupIngressRule(
    `${name}-in`,
    { ...rule, securityGroupId: to, referencedSecurityGroupId: from },
    opts,
  );
}
