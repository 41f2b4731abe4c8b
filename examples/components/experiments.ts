import { Experiments } from "aidc/components/recovery/experiments";
import { accountId, clusterName, keyArn, nodeRoleArn, region, subnetIds } from "./existing";

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;

export const experiments = new Experiments("ai", {
  region,
  accountId,
  nodeGroupArns: { serve: arn("eks", `nodegroup/${clusterName}/serve/0123abcd`) },
  subnetArns: { "use1-az4": [arn("ec2", `subnet/${subnetIds["use1-az4"]}`)] },
  nodeRoleArn,
  stopAlarmArns: [arn("cloudwatch", "alarm:chat-errors")],
  logsKeyArn: keyArn,
  logRetentionDays: 90,
});
