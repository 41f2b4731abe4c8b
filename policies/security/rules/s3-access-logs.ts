import { bucketTypes, receivesAccessLogs, settingsOf } from "../../aws/buckets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

export const s3AccessLogs = graphRule({
  id: "S3-08",
  name: "s3-access-logs",
  title: "Every bucket logs who reads and writes it",
  severity: "low",
  rationale: "After a leak the access logs are what tells which objects were taken.",
  remediation: "Add an `aws.s3.BucketLogging` with the `targetBucket` that receives the account's access logs.",
  controls: { ...safeguards.auditLogs, fsbp: ["S3.9"] },
  types: bucketTypes,
  check: (bucket) => {
    // A bucket that logged to itself would log its own logs, without end.
    if (receivesAccessLogs(bucket)) return [];
    return [
      must(truthOf(settingsOf(bucket, aws.bucketLogging).length > 0), "nobody logs who reads and writes the bucket"),
    ];
  },
});
