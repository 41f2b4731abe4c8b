import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const flags = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const bucket = { type: aws.bucket, name: "curated" };
const block = (inputs: Record<string, boolean | string>) => ({
  type: aws.bucketPublicAccessBlock,
  name: "curated-public-access",
  inputs,
  references: { bucket: ["curated"] },
});

export const examples: RuleExamples = {
  good: [
    { title: "All four flags, on a bucket whose name is not known yet", resources: [bucket, block(flags)] },
    {
      title: "The whole account",
      resources: [
        bucket,
        { type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", name: "account", inputs: flags },
      ],
    },
  ],
  bad: [
    { title: "No block", resources: [bucket], at: ["curated"] },
    {
      title: "Three of four flags",
      resources: [bucket, block({ ...flags, restrictPublicBuckets: false })],
      at: ["curated"],
    },
    {
      title: "Another bucket's block",
      resources: [bucket, { type: aws.bucket, name: "raw" }, { ...block(flags), references: { bucket: ["raw"] } }],
      at: ["curated"],
    },
  ],
  undetermined: [
    {
      title: "A flag set elsewhere",
      resources: [bucket, block({ ...flags, blockPublicAcls: unknown })],
      at: ["curated"],
    },
  ],
};
