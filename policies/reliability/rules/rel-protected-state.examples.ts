import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";

const bucket = (protect: boolean) => [{ type: aws.bucket, name: "checkpoints", protect }];

export const examples: RuleExamples = {
  good: [{ title: "Protected", resources: bucket(true) }],
  bad: [{ title: "Not protected", resources: bucket(false), at: ["checkpoints"] }],
};
