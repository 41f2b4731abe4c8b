import { DataSync } from "aidc/components/storage/sync/dataSync";
import { accountId, keyArn, region, topicArn } from "./existing";

export const archive = new DataSync("archive", {
  region,
  accountId,
  sync: {
    name: "archive",
    agent: { arn: "arn:aws:datasync:us-east-1:111122223333:agent/agent-0123456789abcdef0" },
    from: { nfs: { server: "nas.example.com", path: "/export" } },
    to: { bucket: "raw", prefix: "archive/" },
    schedule: "cron(0 2 * * ? *)",
  },
  bucketArn: "arn:aws:s3:::raw",
  keyArn,
  logsKeyArn: keyArn,
  logRetentionDays: 90,
  alarmTopicArn: topicArn,
});
