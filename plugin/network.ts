import * as pulumi from "@pulumi/pulumi";
import { Network as Vpc } from "../components/network/network";
import { subnetIds } from "../components/region/inputs";

export interface NetworkArgs {
  /** The AWS region, such as `us-east-1`. */
  region: string;
  /** The AWS account. Default: the caller's. */
  accountId?: string;
  /** The VPC's address range, /16 to /20. Each zone owns the eighth that its number names. */
  cidr: string;
  /** Zone IDs, such as `use1-az6`. */
  zones: string[];
  /** One NAT gateway in the first zone instead of one in each: cheaper, and lost with the zone. Default: false. */
  singleNatGateway?: boolean;
  /** Days that flow logs are kept: a period that CloudWatch Logs accepts. Default: 365. */
  flowLogRetentionDays?: number;
  /** The KMS key of the flow logs; its policy must let CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
}

/** A VPC with public, private and isolated subnets in each zone, a way out, private ways to AWS services, and flow logs. */
export class Network extends pulumi.ComponentResource {
  /** The VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Subnets of load balancers and NAT gateways, by zone ID. */
  readonly publicSubnetIds: pulumi.Output<{ [zone: string]: string }>;
  /** Subnets of nodes and pods, by zone ID. */
  readonly privateSubnetIds: pulumi.Output<{ [zone: string]: string }>;
  /** Subnets of file systems and databases, by zone ID: no route leaves the VPC. */
  readonly isolatedSubnetIds: pulumi.Output<{ [zone: string]: string }>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:index:Network", name, args, opts);
    const { singleNatGateway = false, ...rest } = args;
    const network = new Vpc(name, { ...rest, natGateways: singleNatGateway ? "single" : "per-zone" }, { parent: this });
    this.vpcId = network.vpc.id;
    this.publicSubnetIds = pulumi.output(subnetIds(network.publicSubnets));
    this.privateSubnetIds = pulumi.output(subnetIds(network.privateSubnets));
    this.isolatedSubnetIds = pulumi.output(subnetIds(network.isolatedSubnets));
    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
    });
  }
}
