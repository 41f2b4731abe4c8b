import { DataCleaning } from "aidc/components/data/dataCleaning";
import { accountId, clusterName, keyArn, kubernetes, kubernetesVersion, region, topicArn } from "./existing";
import { store } from "./objectStore";

export const cleaning = new DataCleaning("ai", {
  region,
  accountId,
  jobs: [
    {
      name: "web-text",
      image: `111122223333.dkr.ecr.us-east-1.amazonaws.com/cleaning@sha256:${"0".repeat(64)}`,
      from: { bucket: "raw", prefix: "web/" },
      to: { bucket: "curated", prefix: "web/" },
      schedule: "cron(0 2 * * ? *)",
      rules: {
        columns: { text: { type: "string", required: true } },
        personalData: { columns: ["text"] },
        duplicates: { exact: ["text"], near: { column: "text" } },
      },
    },
  ],
  objectStore: store,
  clusterName,
  kubernetesVersion,
  kubernetes,
  storageKeyArn: keyArn,
  logsKeyArn: keyArn,
  logRetentionDays: 90,
  alarmTopicArn: topicArn,
});
