import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

export interface EndpointsArgs {
  region: string;
  vpcId: pulumi.Input<string>;
  vpcCidr: string;
  /** Interface endpoints get an address in each. */
  subnetIds: pulumi.Input<string>[];
  /** Tables that get routes to S3 and DynamoDB. */
  routeTableIds: pulumi.Input<string>[];
  /** Services with an interface endpoint, without `com.amazonaws.<region>.`. */
  services: readonly string[];
}

/**
 * What nodes, add-ons and Session Manager call in a cluster without a way out (EKS user guide, "Deploy private clusters
 * with limited internet access"), with the services that this toolkit's own components call.
 */
export const privateClusterServices = [
  "autoscaling",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "kms",
  "logs",
  "monitoring",
  "sqs",
  "ssm",
  "ssmmessages",
  "sts",
] as const;

/** S3 and DynamoDB through the route tables: free, and off the NAT gateways' bill. */
export function gatewayEndpoints(
  name: string,
  args: EndpointsArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.VpcEndpoint[] {
  return ["s3", "dynamodb"].map(
    (service) =>
      new ec2.VpcEndpoint(
        `${name}-endpoint-${service}`,
        {
          vpcId: args.vpcId,
          vpcEndpointType: "Gateway",
          serviceName: `com.amazonaws.${args.region}.${service}`,
          routeTableIds: args.routeTableIds,
          tags: { Name: `${name}-${service}` },
        },
        opts,
      ),
  );
}

/** Private addresses for AWS services, under their ordinary names. */
export function interfaceEndpoints(
  name: string,
  args: EndpointsArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.VpcEndpoint[] {
  if (args.services.length === 0) return [];
  const group = endpointSecurityGroup(name, args, opts);
  return args.services.map(
    (service) =>
      new ec2.VpcEndpoint(
        `${name}-endpoint-${service.replaceAll(".", "-")}`,
        {
          vpcId: args.vpcId,
          vpcEndpointType: "Interface",
          serviceName: `com.amazonaws.${args.region}.${service}`,
          privateDnsEnabled: true,
          subnetIds: args.subnetIds,
          securityGroupIds: [group.id],
          tags: { Name: `${name}-${service}` },
        },
        opts,
      ),
  );
}

function endpointSecurityGroup(
  name: string,
  args: EndpointsArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(
    `${name}-endpoints`,
    { description: "Interface endpoints of AWS services", vpcId: args.vpcId, tags: { Name: `${name}-endpoints` } },
    opts,
  );
  new vpc.SecurityGroupIngressRule(
    `${name}-endpoints-https`,
    {
      description: "HTTPS from inside the VPC",
      securityGroupId: group.id,
      cidrIpv4: args.vpcCidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    },
    opts,
  );
  return group;
}
