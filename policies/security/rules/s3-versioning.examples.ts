import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const bucket = (status: string) => [
  { type: aws.bucket, name: "checkpoints" },
  {
    type: aws.bucketVersioning,
    name: "checkpoints-versioning",
    inputs: { versioningConfiguration: { status } },
    references: { bucket: ["checkpoints"] },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "Enabled", resources: bucket("Enabled") }],
  bad: [
    { title: "S3's default", resources: [{ type: aws.bucket, name: "checkpoints" }], at: ["checkpoints"] },
    { title: "Suspended", resources: bucket("Suspended"), at: ["checkpoints"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: bucket(unknown), at: ["checkpoints"] }],
};
