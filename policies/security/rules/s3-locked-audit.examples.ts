import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const bucket = (rule: PropertyMap | null): ExampleResource[] => [
  { type: aws.bucket, name: "audit" },
  { type: aws.trail, name: "trail", references: { s3BucketName: ["audit"] } },
  { type: aws.bucketObjectLock, name: "lock", inputs: { rule }, references: { bucket: ["audit"] } },
];

export const examples: RuleExamples = {
  good: [{ title: "Locked for a year", resources: bucket({ defaultRetention: { mode: "GOVERNANCE", days: 365 } }) }],
  bad: [
    {
      title: "Not locked",
      resources: [
        { type: aws.bucket, name: "audit" },
        { type: aws.trail, name: "trail", references: { s3BucketName: ["audit"] } },
      ],
      at: ["audit"],
    },
    { title: "A lock that holds nothing by default", resources: bucket(null), at: ["lock"] },
  ],
  undetermined: [
    { title: "Decided elsewhere", resources: bucket({ defaultRetention: { mode: unknown, days: 365 } }), at: ["lock"] },
  ],
};
