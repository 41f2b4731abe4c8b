import { Task } from "@pulumi/aws/datasync/task";
import { BandwidthWindows } from "aidc/components/storage/sync/bandwidthWindows";
import { accountId, region, topicArn } from "./existing";

export const officeHours = new BandwidthWindows("office-hours", {
  sync: {
    name: "archive",
    agent: { arn: `arn:aws:datasync:${region}:${accountId}:agent/agent-0123456789abcdef0` },
    from: { nfs: { server: "nas.example.com", path: "/export" } },
    to: { bucket: "raw", prefix: "archive/" },
    schedule: "cron(0 2 * * ? *)",
    bandwidthWindows: {
      timeZone: "Europe/Berlin",
      hours: [{ from: "08:00", to: "18:00", bandwidthMBps: 100 }],
    },
  },
  task: Task.get("archive", `arn:aws:datasync:${region}:${accountId}:task/task-0123456789abcdef0`),
  account: { id: accountId, region, partition: "aws" },
  alarmTopicArn: topicArn,
});
