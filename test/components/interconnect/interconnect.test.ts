import * as ec2 from "@pulumi/aws/ec2";
import { describe, expect, test } from "vitest";
import type { BackboneOutputs } from "../../../components/interconnect/backboneReference";
import { Interconnect } from "../../../components/interconnect/interconnect";
import { find, names, register } from "../harness";

const shared = { prefixListId: "pl-1", zoneId: "Z1", flowLogArchiveArn: "arn:archive" };
const gateway = { ...shared, transitGatewayId: "tgw-1", routeTableId: "rtb-production", peeringTableId: "rtb-peering" };
const coreNetwork = { ...shared, coreNetworkId: "core-1", coreNetworkArn: "arn:core" };

const joined = (backbone: BackboneOutputs) =>
  register((opts) => {
    const vpc = new ec2.Vpc("vpc", { cidrBlock: "10.16.0.0/16" }, opts);
    const subnet = new ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.16.0.0/20" }, opts);
    const table = new ec2.RouteTable("table", { vpcId: vpc.id }, opts);
    new Interconnect(
      "net",
      {
        ...{ region: "us-east-1", environment: "production", backbone, vpc },
        subnets: { "use1-az4": subnet },
        routeTables: { "use1-az4": table },
      },
      opts,
    );
  });

describe("Interconnect", () => {
  test("attaches the VPC to its environment's table alone, and tells other regions of it", async () => {
    const registered = await joined(gateway);
    expect(find(registered, "aws:ec2transitgateway/vpcAttachment:VpcAttachment", "net")).toMatchObject({
      parent: "net",
      inputs: {
        transitGatewayId: "tgw-1",
        vpcId: "vpc-id",
        subnetIds: ["subnet-id"],
        transitGatewayDefaultRouteTableAssociation: false,
        transitGatewayDefaultRouteTablePropagation: false,
        tags: { Name: "net", "aidc:environment": "production" },
      },
    });
    const attachment = { region: "us-east-1", transitGatewayAttachmentId: "net-id" };
    expect(find(registered, "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation", "net").inputs).toEqual(
      { ...attachment, transitGatewayRouteTableId: "rtb-production" },
    );
    expect(
      registered
        .filter(({ type }) => type.endsWith(":RouteTablePropagation"))
        .map(({ inputs }) => inputs.transitGatewayRouteTableId)
        .sort(),
    ).toEqual(["rtb-peering", "rtb-production"]);
  });

  test("routes the private tables by the Backbone's prefix list", async () => {
    expect(find(await joined(gateway), "aws:ec2/route:Route", "net-use1-az4").inputs).toEqual({
      routeTableId: "table-id",
      destinationPrefixListId: "pl-1",
      transitGatewayId: "tgw-1",
    });
    expect(find(await joined(coreNetwork), "aws:ec2/route:Route", "net-use1-az4").inputs).toEqual({
      routeTableId: "table-id",
      destinationPrefixListId: "pl-1",
      coreNetworkArn: "arn:core",
    });
  });

  test("attaches the VPC to a core network by its environment's tag", async () => {
    const registered = await joined(coreNetwork);
    expect(find(registered, "aws:networkmanager/vpcAttachment:VpcAttachment", "net").inputs).toEqual({
      coreNetworkId: "core-1",
      vpcArn: "arn:vpc",
      subnetArns: ["arn:subnet"],
      tags: { Name: "net", "aidc:environment": "production" },
    });
    expect(names(registered, "aws:ec2transitgateway/vpcAttachment:VpcAttachment")).toEqual([]);
  });

  test("resolves the shared zone, and archives the VPC's flows", async () => {
    const registered = await joined(gateway);
    expect(find(registered, "aws:route53/zoneAssociation:ZoneAssociation", "net-zone").inputs).toEqual({
      zoneId: "Z1",
      vpcId: "vpc-id",
      vpcRegion: "us-east-1",
    });
    expect(find(registered, "aws:ec2/flowLog:FlowLog", "net-flow-log").inputs).toMatchObject({
      vpcId: "vpc-id",
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: "arn:archive",
    });
  });
});
