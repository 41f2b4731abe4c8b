import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const policy = (Action: string | string[], Effect = "Allow") => [
  {
    type: aws.iamPolicy,
    name: "training",
    inputs: { policy: JSON.stringify({ Statement: { Effect, Action, Resource: "*" } }) },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "Actions by name", resources: policy(["s3:GetObject", "s3:List*"]) },
    { title: "A service denied", resources: policy("s3:*", "Deny") },
  ],
  bad: [{ title: "All of S3", resources: policy(["sqs:SendMessage", "s3:*"]), at: ["training"] }],
  undetermined: [
    {
      title: "An unknown text without its structure",
      resources: [{ type: aws.iamPolicy, name: "training", inputs: { policy: unknown } }],
      at: ["training"],
    },
  ],
};
