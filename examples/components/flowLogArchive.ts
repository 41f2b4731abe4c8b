import { FlowLog } from "@pulumi/aws/ec2";
import { FlowLogArchive } from "aidc/components/interconnect/flowLogArchive";
import { accountId, region, vpcId } from "./existing";

export const archive = new FlowLogArchive("flow-logs", { region, accountId, retentionDays: 365 });

export const log = new FlowLog("vpc", {
  vpcId,
  trafficType: "ALL",
  logDestinationType: "s3",
  logDestination: archive.destination,
});
