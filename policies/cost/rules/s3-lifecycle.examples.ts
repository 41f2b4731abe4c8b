import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const bucket = (...rules: PropertyMap[]): ExampleResource[] => [
  { type: aws.bucket, name: "checkpoints" },
  { type: aws.bucketVersioning, name: "versioning", references: { bucket: ["checkpoints"] } },
  { type: aws.bucketLifecycle, name: "lifecycle", inputs: { rules }, references: { bucket: ["checkpoints"] } },
];
const abort = { id: "abort", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const expire = (status: string) => ({ id: "old", status, noncurrentVersionExpiration: { noncurrentDays: 7 } });

export const examples: RuleExamples = {
  good: [{ title: "Both end after a week", resources: bucket(abort, expire("Enabled")) }],
  bad: [
    { title: "S3's default", resources: [{ type: aws.bucket, name: "checkpoints" }], at: ["checkpoints"] },
    { title: "Versions for ever", resources: bucket(abort), at: ["lifecycle"] },
    { title: "Switched off", resources: bucket(abort, expire("Disabled")), at: ["lifecycle"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: bucket(abort, expire(unknown)), at: ["lifecycle"] }],
};
