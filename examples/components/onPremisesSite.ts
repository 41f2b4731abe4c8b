import { OnPremisesSite } from "aidc/components/interconnect/onPremisesSite";
import { keyArn, region, transitGatewayId } from "./existing";

export const headquarters = new OnPremisesSite("headquarters", {
  site: {
    name: "headquarters",
    region,
    environment: "production",
    ranges: ["192.168.0.0/20"],
    asn: 65010,
    vpn: { address: "203.0.113.10" },
  },
  entrance: {
    transitGatewayId,
    routeTableId: "tgw-rtb-0123456789abcdef0",
    peeringTableId: "tgw-rtb-0fedcba9876543210",
  },
  advertised: ["10.16.0.0/13"],
  logsKeyArn: keyArn,
  logRetentionDays: 365,
});
