import * as ec2 from "@pulumi/aws/ec2";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import * as networkmanager from "@pulumi/aws/networkmanager";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../../spec/stack";
import type { BackboneOutputs } from "./backboneReference";
import { segmentTag } from "./coreNetworkPolicy";
import { archiveFormat } from "./flowLogArchive";
import { routeAttachment } from "./siteAttachment";

export interface InterconnectArgs {
  region: string;
  /** Decides which others the VPC reaches: those of the same environment. */
  environment: Environment;
  /** What the Backbone's stack puts out for the region and environment (`backboneReference`). */
  backbone: BackboneOutputs;
  vpc: ec2.Vpc;
  /** One a zone, by zone: where the attachment has its network interfaces. */
  subnets: Readonly<Record<string, ec2.Subnet>>;
  /** Tables that get a route to the Backbone. */
  routeTables: Readonly<Record<string, ec2.RouteTable>>;
}

/**
 * A region's end of the Backbone: its VPC attached in its own environment, the routes to it, the shared private zone, and its flows in
 * the common archive. It is the region's own: without it the region goes on, alone.
 *
 * @example
 * new Interconnect("ai-interconnect", {
 *   region: "us-east-1", environment: "production", backbone: backboneReference("backbone", place),
 *   vpc: network.vpc, subnets: network.privateSubnets, routeTables: network.privateRouteTables,
 * });
 */
export class Interconnect extends pulumi.ComponentResource {
  readonly attachment: tgw.VpcAttachment | networkmanager.VpcAttachment;
  /** By the key of the route table. */
  readonly routes: Record<string, ec2.Route>;
  readonly zone: route53.ZoneAssociation;
  readonly flowLog: ec2.FlowLog;

  constructor(name: string, args: InterconnectArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:interconnect:Interconnect", name, {}, opts);
    this.attachment = this.attach(name, args);
    this.routes = this.createRoutes(name, args);
    this.zone = new route53.ZoneAssociation(
      `${name}-zone`,
      { zoneId: args.backbone.zoneId, vpcId: args.vpc.id, vpcRegion: args.region },
      { parent: this },
    );
    this.flowLog = this.logFlows(name, args);
    this.registerOutputs({ attachmentId: this.attachment.id });
  }

  private attach(name: string, args: InterconnectArgs): tgw.VpcAttachment | networkmanager.VpcAttachment {
    const { backbone, vpc, subnets, environment, region } = args;
    const child = { parent: this };
    const tags = { Name: name, [segmentTag]: environment };
    if ("coreNetworkId" in backbone) {
      const subnetArns = Object.values(subnets).map(({ arn }) => arn);
      return new networkmanager.VpcAttachment(
        name,
        { coreNetworkId: backbone.coreNetworkId, vpcArn: vpc.arn, subnetArns, tags },
        child,
      );
    }
    const attachment = new tgw.VpcAttachment(
      name,
      {
        transitGatewayId: backbone.transitGatewayId,
        vpcId: vpc.id,
        subnetIds: Object.values(subnets).map(({ id }) => id),
        dnsSupport: "enable",
        // The gateway has no default table: the VPC goes into its environment's, and into no other.
        transitGatewayDefaultRouteTableAssociation: false,
        transitGatewayDefaultRouteTablePropagation: false,
        tags,
      },
      child,
    );
    routeAttachment(name, region, attachment.id, backbone, child);
    return attachment;
  }

  /** One route a table: what it leads to is the Backbone's prefix list, which grows without this stack. */
  private createRoutes(name: string, { backbone, routeTables }: InterconnectArgs): Record<string, ec2.Route> {
    const target =
      "coreNetworkId" in backbone
        ? { coreNetworkArn: backbone.coreNetworkArn }
        : { transitGatewayId: backbone.transitGatewayId };
    return Object.fromEntries(
      Object.entries(routeTables).map(([key, table]) => {
        const route = new ec2.Route(
          `${name}-${key}`,
          { routeTableId: table.id, destinationPrefixListId: backbone.prefixListId, ...target },
          // A route to a gateway that the VPC is not attached to is refused.
          { parent: this, dependsOn: [this.attachment] },
        );
        return [key, route];
      }),
    );
  }

  private logFlows(name: string, { backbone, vpc }: InterconnectArgs): ec2.FlowLog {
    return new ec2.FlowLog(
      `${name}-flow-log`,
      {
        vpcId: vpc.id,
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: backbone.flowLogArchiveArn,
        maxAggregationInterval: 60,
        destinationOptions: archiveFormat,
        tags: { Name: name },
      },
      { parent: this },
    );
  }
}
