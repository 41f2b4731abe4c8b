import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const bucket = (objectOwnership: string) => [
  { type: aws.bucket, name: "curated" },
  {
    type: aws.bucketOwnershipControls,
    name: "curated-ownership",
    inputs: { rule: { objectOwnership } },
    references: { bucket: ["curated"] },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "Switched off", resources: bucket("BucketOwnerEnforced") },
    { title: "S3's default", resources: [{ type: aws.bucket, name: "curated" }] },
  ],
  bad: [
    { title: "Objects belong to who wrote them", resources: bucket("ObjectWriter"), at: ["curated"] },
    {
      title: "Readable by all",
      resources: [
        { type: aws.bucket, name: "curated" },
        { type: aws.bucketAcl, name: "acl", inputs: { acl: "public-read" }, references: { bucket: ["curated"] } },
      ],
      at: ["curated"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: bucket(unknown), at: ["curated"] }],
};
