import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const bucket = (byDefault: PropertyMap) => [
  { type: aws.bucket, name: "curated" },
  {
    type: aws.bucketEncryption,
    name: "curated-encryption",
    inputs: { rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: true }] },
    references: { bucket: ["curated"] },
  },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "A key that is still to be made",
      resources: bucket({ sseAlgorithm: "aws:kms", kmsMasterKeyId: unknown }),
    },
    {
      title: "A bucket for access logs, which S3 writes with its own key alone",
      resources: [
        { type: aws.bucket, name: "logs" },
        {
          type: aws.bucketLogging,
          name: "logging",
          inputs: { bucket: "elsewhere" },
          references: { targetBucket: ["logs"] },
        },
      ],
    },
  ],
  bad: [
    { title: "S3's default", resources: [{ type: aws.bucket, name: "curated" }], at: ["curated"] },
    { title: "S3's own key", resources: bucket({ sseAlgorithm: "AES256" }), at: ["curated"] },
    { title: "AWS' key for S3", resources: bucket({ sseAlgorithm: "aws:kms" }), at: ["curated"] },
  ],
  undetermined: [
    {
      title: "Decided elsewhere",
      resources: bucket({ sseAlgorithm: unknown, kmsMasterKeyId: unknown }),
      at: ["curated"],
    },
  ],
};
