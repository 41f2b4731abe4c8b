import { BucketReplication } from "aidc/components/storage/bucketReplication";
import { keyArn, topicArn } from "./existing";
import { curated } from "./privateBucket";

const westKeyArn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

export const replication = new BucketReplication("curated-to-west", {
  source: { bucketName: curated.bucket.bucket, bucketArn: curated.bucket.arn, keyArn, region: "us-east-1" },
  destination: {
    bucketName: "curated-west",
    bucketArn: "arn:aws:s3:::curated-west",
    keyArn: westKeyArn,
    region: "us-west-2",
  },
  alarmTopicArn: topicArn,
});
