import { GlobalDatabase } from "aidc/components/storage/globalDatabase";
import { accountId, region } from "./existing";
import { experiments } from "./metadataDatabase";

export const copy = new GlobalDatabase("experiments-copy", {
  aurora: {
    name: "experiments",
    global: {
      subnetGroup: "ai",
      securityGroups: ["sg-0fedcba9876543210"],
      alarmTopic: "arn:aws:sns:us-west-2:111122223333:operators",
      passwordSecret: "experiments",
    },
  },
  identifier: "experiments",
  primary: experiments,
  region,
  accountId,
  replicaRegion: "us-west-2",
});
