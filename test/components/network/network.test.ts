import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { Network, type NetworkArgs } from "../../../components/network/network";
import { find, names, register } from "../harness";

const args: NetworkArgs = {
  region: "us-east-1",
  accountId: "111122223333",
  cidr: "10.16.0.0/16",
  zones: ["use1-az4", "use1-az5"],
  logsKeyArn: "arn:logs-key",
  clusterName: "ai",
};

const network = (over: Partial<NetworkArgs> = {}, more: pulumi.ComponentResourceOptions = {}) =>
  register((opts) => void new Network("net", { ...args, ...over }, pulumi.mergeOptions(opts, more)));

describe("Network", () => {
  test("names subnets by zone id and gives none a public address", async () => {
    const registered = await network();
    expect(names(registered, "aws:ec2/subnet:Subnet").sort()).toEqual([
      "net-isolated-use1-az4",
      "net-isolated-use1-az5",
      "net-private-use1-az4",
      "net-private-use1-az5",
      "net-public-use1-az4",
      "net-public-use1-az5",
    ]);
    expect(find(registered, "aws:ec2/subnet:Subnet", "net-private-use1-az5")).toMatchObject({
      parent: "net",
      inputs: {
        vpcId: "net-vpc-id",
        availabilityZoneId: "use1-az5",
        cidrBlock: "10.16.128.0/20",
        mapPublicIpOnLaunch: false,
        tags: {
          Name: "net-private-use1-az5",
          "kubernetes.io/role/internal-elb": "1",
          "karpenter.sh/discovery": "ai",
        },
      },
    });
    expect(find(registered, "aws:ec2/subnet:Subnet", "net-public-use1-az4").inputs.tags).toEqual({
      Name: "net-public-use1-az4",
      "kubernetes.io/role/elb": "1",
    });
  });

  test.each([
    ["per-zone", { "use1-az4": "net-nat-use1-az4-id", "use1-az5": "net-nat-use1-az5-id" }],
    ["single", { "use1-az4": "net-nat-use1-az4-id", "use1-az5": "net-nat-use1-az4-id" }],
    ["none", {}],
  ] as const)("routes private subnets out by NAT gateways: %s", async (natGateways, expected) => {
    const registered = await network({ natGateways });
    const routes = registered.filter(({ type, name }) => type === "aws:ec2/route:Route" && name.includes("private"));
    expect(
      Object.fromEntries(routes.map(({ inputs }) => [String(inputs.routeTableId).slice(12, -3), inputs.natGatewayId])),
    ).toEqual(expected);
    expect(names(registered, "aws:ec2/eip:Eip")).toHaveLength(new Set(Object.values(expected)).size);
  });

  test("has a way in from the internet for public subnets alone", async () => {
    const registered = await network();
    const gateways = registered.filter(({ type, inputs }) => type === "aws:ec2/route:Route" && "gatewayId" in inputs);
    expect(gateways.map(({ inputs }) => inputs)).toEqual([
      { routeTableId: "net-public-id", destinationCidrBlock: "0.0.0.0/0", gatewayId: "net-internet-id" },
    ]);
    const associations = registered.filter(
      ({ type }) => type === "aws:ec2/routeTableAssociation:RouteTableAssociation",
    );
    expect(
      associations
        .filter(({ inputs }) => inputs.routeTableId === "net-public-id")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["net-public-use1-az4", "net-public-use1-az5"]);
  });

  test("reaches AWS privately", async () => {
    const registered = await network();
    const endpoint = (service: string) =>
      find(registered, "aws:ec2/vpcEndpoint:VpcEndpoint", `net-endpoint-${service}`).inputs;
    expect(endpoint("s3")).toMatchObject({
      vpcEndpointType: "Gateway",
      serviceName: "com.amazonaws.us-east-1.s3",
      routeTableIds: ["net-private-use1-az4-id", "net-private-use1-az5-id", "net-isolated-id"],
    });
    expect(endpoint("ecr-dkr")).toMatchObject({
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.us-east-1.ecr.dkr",
      privateDnsEnabled: true,
      subnetIds: ["net-private-use1-az4-id", "net-private-use1-az5-id"],
      securityGroupIds: ["net-endpoints-id"],
    });
    expect(
      find(registered, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "net-endpoints-https").inputs,
    ).toMatchObject({ cidrIpv4: "10.16.0.0/16", ipProtocol: "tcp", fromPort: 443, toPort: 443 });
  });

  test("closes the default security group and logs every flow, encrypted", async () => {
    const registered = await network({ flowLogRetentionDays: 90 });
    expect(find(registered, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "net-default").inputs).toMatchObject({
      vpcId: "net-vpc-id",
      ingress: [],
      egress: [],
    });
    expect(find(registered, "aws:cloudwatch/logGroup:LogGroup", "net-flow-logs").inputs).toEqual({
      retentionInDays: 90,
      kmsKeyId: "arn:logs-key",
    });
    expect(find(registered, "aws:ec2/flowLog:FlowLog", "net-flow-log").inputs).toMatchObject({
      vpcId: "net-vpc-id",
      trafficType: "ALL",
      logDestination: "arn:net-flow-logs",
      iamRoleArn: "arn:net-flow-logs-role",
    });
    const policy = find(registered, "aws:iam/rolePolicy:RolePolicy", "net-flow-logs-write").inputs.policy;
    expect(JSON.parse(String(policy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: "arn:net-flow-logs:*",
        },
      ],
    });
  });

  test("lets a transform change any child", async () => {
    // The mocks call no transforms; a transformation meets the same children.
    const oneDay: pulumi.ResourceTransformation = ({ type, props, opts }) =>
      type === "aws:cloudwatch/logGroup:LogGroup" ? { props: { ...props, retentionInDays: 1 }, opts } : undefined;
    const registered = await network({}, { transformations: [oneDay] });
    expect(find(registered, "aws:cloudwatch/logGroup:LogGroup", "net-flow-logs").inputs.retentionInDays).toBe(1);
  });

  test("says what is wrong with its range", async () => {
    await expect(network({ cidr: "10.0.0.0/8" })).rejects.toThrow(
      "network: the VPC range 10.0.0.0/8 is not between /16 and /20",
    );
  });
});
