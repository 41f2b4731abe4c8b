import { Failover } from "aidc/components/recovery/failover";
import { hostedZoneId, region } from "./existing";

export const record = new Failover("chat", {
  zoneId: hostedZoneId,
  name: "chat.example.com",
  endpoint: "chat-0123456789.us-east-1.elb.amazonaws.com",
  role: "primary",
  region,
});
