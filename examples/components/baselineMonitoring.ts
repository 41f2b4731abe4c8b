import { BaselineMonitoring } from "aidc/components/observability/baselineMonitoring";
import { accountId, clusterName, keyArn, region } from "./existing";

export const monitoring = new BaselineMonitoring("ai", {
  region,
  accountId,
  messagingKeyArn: keyArn,
  emails: ["oncall@example.com"],
  watched: { natGatewayIds: { "use1-az6": "nat-0123456789abcdef0" }, clusterName, bucketNames: { raw: "raw" } },
  monthlyBudgetUSD: 250000,
  stackName: "ai",
});
