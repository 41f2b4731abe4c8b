import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";

export const examples: RuleExamples = {
  good: [
    {
      title: "Logged to a bucket that logs to none",
      resources: [
        { type: aws.bucket, name: "logs" },
        { type: aws.bucket, name: "curated" },
        {
          type: aws.bucketLogging,
          name: "curated-logging",
          references: { bucket: ["curated"], targetBucket: ["logs"] },
        },
      ],
    },
  ],
  bad: [{ title: "Not logged", resources: [{ type: aws.bucket, name: "curated" }], at: ["curated"] }],
};
