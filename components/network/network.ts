import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { Network as NetworkSpec } from "../../spec/stack";
import { type AccountArgs, accountOf } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import { type ZoneAddresses, addressPlan, localZoneRange } from "./addressPlan";
import { type EdgeSubnet, bySite, createEdgeSubnets, parentZones } from "./edgeSubnets";
import { gatewayEndpoints, interfaceEndpoints, privateClusterServices } from "./endpoints";
import { type FlowLogs, flowLogs } from "./flowLogs";
import { type ZoneSubnets, isolatedRouteTable, natRoutes, privateRouteTables, publicRoutes } from "./routes";

export interface NetworkArgs extends AccountArgs {
  /** The VPC's range, /16 to /20. Each zone owns the eighth that its number names. */
  cidr: string;
  /** Zone ids. */
  zones: readonly string[];
  /** Zone id of a Local Zone that nodes may live in. */
  localZone?: string;
  /** Sites at the edge, each with a subnet of its own. */
  edge?: readonly EdgeSubnet[];
  /** `single` stands in the first zone listed. Default: `per-zone`. */
  natGateways?: NetworkSpec["natGateways"];
  /** A period that CloudWatch Logs accepts. Default: 365. */
  flowLogRetentionDays?: number;
  /** KMS key of the flow logs; its policy lets CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
  /** Tags the private subnets so that this cluster's Karpenter finds them. */
  clusterName?: string;
  /** Services with an interface endpoint. Default: what a private EKS cluster calls (`privateClusterServices`). */
  interfaceEndpoints?: readonly string[];
}

/**
 * A VPC with public, private and isolated subnets in each zone, a way out, private ways to AWS services, flow logs, and
 * a default security group that lets nothing through.
 *
 * @throws pulumi.RunError where the range cannot be divided among the zones.
 * @example
 * const network = new Network("ai", {
 *   region: "us-east-1", cidr: "10.16.0.0/16", zones: ["use1-az4", "use1-az5"], logsKeyArn: keys.keys.logs.arn,
 * });
 * export const nodes = network.privateSubnets["use1-az5"]?.id;
 */
export class Network extends pulumi.ComponentResource {
  readonly vpc: ec2.Vpc;
  /** NAT gateways and load balancers. Instances get no public address by themselves. */
  readonly publicSubnets: ZoneSubnets;
  /** Nodes and pods. */
  readonly privateSubnets: ZoneSubnets;
  /** Nodes and pods of the Local Zone: EKS takes no such subnet for its control plane. */
  readonly localSubnets: ZoneSubnets;
  /** Nodes and pods at the edge, by site name. */
  readonly edgeSubnets: ZoneSubnets;
  /** File systems and databases: no route out of the VPC. */
  readonly isolatedSubnets: ZoneSubnets;
  readonly internetGateway: ec2.InternetGateway;
  /** By zone id. */
  readonly privateRouteTables: Record<string, ec2.RouteTable>;
  readonly isolatedRouteTable: ec2.RouteTable;
  /** By the zone id they stand in. */
  readonly natGateways: Record<string, ec2.NatGateway>;
  readonly endpoints: ec2.VpcEndpoint[];
  readonly flowLogs: FlowLogs;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:network:Network", name, {}, opts);
    const child = { parent: this };
    const policies = new PolicyDocuments();
    const plan = planAddresses(args);

    this.vpc = createVpc(name, args, child);
    const vpcId = this.vpc.id;
    closeDefaultSecurityGroup(name, vpcId, child);
    this.publicSubnets = createSubnets(name, vpcId, "public", plan, publicTags, child);
    this.privateSubnets = createSubnets(name, vpcId, "private", plan, privateTags(args), child);
    this.localSubnets = this.createLocalSubnets(name, args);
    this.edgeSubnets = createEdgeSubnets(name, vpcId, args.edge ?? [], child);
    this.isolatedSubnets = createSubnets(name, vpcId, "isolated", plan, {}, child);
    this.internetGateway = publicRoutes(name, vpcId, this.publicSubnets, child);
    const nodeSubnets = { ...this.privateSubnets, ...this.localSubnets, ...bySite(this.edgeSubnets) };
    this.privateRouteTables = privateRouteTables(name, vpcId, nodeSubnets, child);
    this.isolatedRouteTable = isolatedRouteTable(name, vpcId, this.isolatedSubnets, child);
    this.natGateways = this.createNatGateways(name, args);
    this.endpoints = this.createEndpoints(name, args);
    this.flowLogs = flowLogs(
      name,
      { vpcId, retentionDays: args.flowLogRetentionDays ?? 365, logsKeyArn: args.logsKeyArn },
      accountOf(args, this),
      policies,
      child,
    );

    this.registerOutputs({
      vpcId,
      publicSubnetIds: idsByZone(this.publicSubnets),
      privateSubnetIds: idsByZone(this.privateSubnets),
      isolatedSubnetIds: idsByZone(this.isolatedSubnets),
      policyDocuments: policies.byProperty,
    });
  }

  private createLocalSubnets(name: string, { cidr, zones, localZone }: NetworkArgs): ZoneSubnets {
    if (!localZone) return {};
    const subnetName = `${name}-private-${localZone}`;
    const cidrBlock = refusingRange(() => localZoneRange(cidr, zones));
    const subnet = new ec2.Subnet(
      subnetName,
      {
        vpcId: this.vpc.id,
        availabilityZoneId: localZone,
        cidrBlock,
        mapPublicIpOnLaunch: false,
        tags: { Name: subnetName },
      },
      { parent: this },
    );
    return { [localZone]: subnet };
  }

  private createNatGateways(name: string, args: NetworkArgs): Record<string, ec2.NatGateway> {
    // A NAT gateway that comes before the internet gateway's attachment cannot be made.
    const opts = { parent: this, dependsOn: [this.internetGateway] };
    const parents = parentZones(args.localZone, args.edge ?? []);
    const tables = { private: this.privateRouteTables, parents };
    return natRoutes(name, args.natGateways ?? "per-zone", this.publicSubnets, tables, opts);
  }

  private createEndpoints(name: string, args: NetworkArgs): ec2.VpcEndpoint[] {
    const endpoints = {
      region: args.region,
      vpcId: this.vpc.id,
      vpcCidr: args.cidr,
      subnetIds: Object.values(this.privateSubnets).map((subnet) => subnet.id),
      routeTableIds: [...Object.values(this.privateRouteTables), this.isolatedRouteTable].map((table) => table.id),
      services: args.interfaceEndpoints ?? privateClusterServices,
    };
    const child = { parent: this };
    return [...gatewayEndpoints(name, endpoints, child), ...interfaceEndpoints(name, endpoints, child)];
  }
}

/** Where the load balancer controller puts internet-facing load balancers. */
const publicTags = { "kubernetes.io/role/elb": "1" };

function privateTags({ clusterName }: NetworkArgs): Record<string, string> {
  return {
    "kubernetes.io/role/internal-elb": "1",
    ...(clusterName && { "karpenter.sh/discovery": clusterName }),
  };
}

function planAddresses({ cidr, zones }: NetworkArgs): Record<string, ZoneAddresses> {
  return refusingRange(() => addressPlan(cidr, zones));
}

/** A range that cannot be divided is the user's to mend. */
function refusingRange<T>(divide: () => T): T {
  try {
    return divide();
  } catch (error) {
    if (error instanceof RangeError) throw new pulumi.RunError(`network: ${error.message}`);
    throw error;
  }
}

function createVpc(name: string, args: NetworkArgs, opts: pulumi.CustomResourceOptions): ec2.Vpc {
  return new ec2.Vpc(
    `${name}-vpc`,
    {
      cidrBlock: args.cidr,
      // Interface endpoints answer under AWS's own names only where both are on.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    },
    opts,
  );
}

/** AWS opens a VPC's default group to itself; adopting it without rules closes it. */
function closeDefaultSecurityGroup(
  name: string,
  vpcId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): ec2.DefaultSecurityGroup {
  return new ec2.DefaultSecurityGroup(
    `${name}-default`,
    { vpcId, ingress: [], egress: [], tags: { Name: `${name}-default-closed` } },
    opts,
  );
}

function createSubnets(
  name: string,
  vpcId: pulumi.Input<string>,
  tier: keyof ZoneAddresses,
  plan: Record<string, ZoneAddresses>,
  tags: Record<string, string>,
  opts: pulumi.CustomResourceOptions,
): ZoneSubnets {
  return Object.fromEntries(
    Object.entries(plan).map(([zone, addresses]) => {
      const subnetName = `${name}-${tier}-${zone}`;
      const subnet = new ec2.Subnet(
        subnetName,
        {
          vpcId,
          availabilityZoneId: zone,
          cidrBlock: addresses[tier],
          mapPublicIpOnLaunch: false,
          tags: { ...tags, Name: subnetName },
        },
        opts,
      );
      return [zone, subnet];
    }),
  );
}

function idsByZone(subnets: ZoneSubnets): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(subnets).map(([zone, subnet]) => [zone, subnet.id]));
}
