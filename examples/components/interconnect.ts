import { RouteTable } from "@pulumi/aws/ec2/routeTable";
import { Subnet } from "@pulumi/aws/ec2/subnet";
import { Vpc } from "@pulumi/aws/ec2/vpc";
import { Interconnect } from "aidc/components/interconnect/interconnect";
import { hostedZoneId, region, subnetIds, transitGatewayId, vpcId } from "./existing";

export const { attachment } = new Interconnect("joined", {
  region,
  environment: "production",
  // Of a Backbone's stack in the same project, `backboneReference` reads these.
  backbone: {
    transitGatewayId,
    routeTableId: "tgw-rtb-0123456789abcdef0",
    peeringTableId: "tgw-rtb-0fedcba9876543210",
    prefixListId: "pl-0123456789abcdef0",
    zoneId: hostedZoneId,
    flowLogArchiveArn: "arn:aws:s3:::backbone-flow-logs",
  },
  vpc: Vpc.get("joined", vpcId),
  subnets: { "use1-az4": Subnet.get("joined-use1-az4", subnetIds["use1-az4"]) },
  routeTables: { private: RouteTable.get("joined-private", "rtb-0123456789abcdef0") },
});
