import { Recovery } from "aidc/components/recovery/recovery";
import { accountId, clusterName, keyArn, nodeRoleArn, region, subnetIds } from "./existing";

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;

export const recovery = new Recovery("all", {
  region,
  accountId,
  stackName: "all",
  recovery: { mode: "backup", otherRegion: "us-west-2" },
  experiments: {
    nodeGroupArns: { serve: arn("eks", `nodegroup/${clusterName}/serve/0123abcd`) },
    subnetArns: { "use1-az4": [arn("ec2", `subnet/${subnetIds["use1-az4"]}`)] },
    nodeRoleArn,
    stopAlarmArns: [arn("cloudwatch", "alarm:chat-errors")],
    logsKeyArn: keyArn,
    logRetentionDays: 90,
  },
});
