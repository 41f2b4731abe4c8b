import * as ec2 from "@pulumi/aws/ec2";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { type FlowLogArchive, archiveFormat } from "./flowLogArchive";

export interface PrivateDnsArgs {
  /** Of the zone's first VPC. */
  region: string;
  /** For example `ai.example.internal`. */
  domain: string;
  /** Takes the flow logs of the zone's first VPC. */
  flowLogs: FlowLogArchive;
  /** Keep the zone from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * A private hosted zone that VPCs of every region resolve once they are associated with it (`Interconnect` does). Route 53 makes a
 * private zone only with a VPC: an empty one of its own, so that no region's VPC holds the others' names.
 *
 * @example
 * const dns = new PrivateDns("backbone-dns", { region: "us-east-1", domain: "ai.example.internal", flowLogs: archive });
 * new route53.ZoneAssociation("vpc", { zoneId: dns.zone.zoneId, vpcId: vpc.id, vpcRegion: "us-west-2" });
 */
export class PrivateDns extends pulumi.ComponentResource {
  /** Nothing stands in it, and nothing is attached to it. */
  readonly vpc: ec2.Vpc;
  readonly zone: route53.Zone;

  constructor(name: string, args: PrivateDnsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:interconnect:PrivateDns", name, {}, opts);
    const { region, domain, protect = true } = args;
    const child = { parent: this };
    this.vpc = new ec2.Vpc(
      `${name}-vpc`,
      // The smallest there is.
      { region, cidrBlock: "100.64.0.0/28", enableDnsSupport: true, enableDnsHostnames: true, tags: { Name: name } },
      child,
    );
    new ec2.DefaultSecurityGroup(
      `${name}-default`,
      { region, vpcId: this.vpc.id, ingress: [], egress: [], tags: { Name: `${name}-default-closed` } },
      child,
    );
    this.logFlows(name, args);
    this.zone = new route53.Zone(
      `${name}-zone`,
      {
        name: domain,
        comment: `${name}: names of all regions`,
        vpcs: [{ vpcId: this.vpc.id, vpcRegion: region }],
        forceDestroy: false,
      },
      // Regions associate their VPCs themselves: the zone's own list stays what it was made with.
      { parent: this, protect, retainOnDelete: protect, ignoreChanges: ["vpcs"] },
    );
    this.registerOutputs({ zoneId: this.zone.zoneId, domain });
  }

  /** Nothing flows in an empty VPC; were something put there, it would show. */
  private logFlows(name: string, { region, flowLogs }: PrivateDnsArgs): ec2.FlowLog {
    return new ec2.FlowLog(
      `${name}-flow-log`,
      {
        region,
        vpcId: this.vpc.id,
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: flowLogs.destination,
        maxAggregationInterval: 60,
        destinationOptions: archiveFormat,
        tags: { Name: name },
      },
      { parent: this, dependsOn: [flowLogs.bucket.policy] },
    );
  }
}
