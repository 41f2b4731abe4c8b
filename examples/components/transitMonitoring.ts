import { TransitMonitoring } from "aidc/components/observability/transitMonitoring";
import { accountId, keyArn, region, transitGatewayId } from "./existing";

export const transit = new TransitMonitoring("transit", {
  region,
  accountId,
  messagingKeyArn: keyArn,
  emails: ["network@example.com"],
  watched: { transitGatewayId, vpnIds: { headquarters: "vpn-0123456789abcdef0" }, directConnectConnections: {} },
});
