import { AlertReceivers } from "aidc/components/observability/alertReceivers";
import { accountId, keyArn, region } from "./existing";

export const receivers = new AlertReceivers("ai", {
  region,
  accountId,
  messagingKeyArn: keyArn,
  receivers: [{ name: "research", emails: ["research@example.com"] }],
});
