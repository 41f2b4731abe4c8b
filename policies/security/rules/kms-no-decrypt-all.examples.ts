import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const policy = (statement: PropertyMap) => [
  { type: aws.iamPolicy, name: "training", inputs: { policy: JSON.stringify({ Statement: [statement] }) } },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "One key",
      resources: policy({
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: "arn:aws:kms:us-east-1:111122223333:key/1",
      }),
    },
    {
      title: "Every key, by way of S3",
      resources: policy({
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      }),
    },
    {
      title: "Another action on every key",
      resources: policy({ Effect: "Allow", Action: "kms:ListKeys", Resource: "*" }),
    },
  ],
  bad: [
    {
      title: "Every key",
      resources: policy({ Effect: "Allow", Action: "kms:Decrypt", Resource: "*" }),
      at: ["training"],
    },
    {
      title: "Every action of KMS",
      resources: policy({ Effect: "Allow", Action: ["kms:*"], Resource: "*" }),
      at: ["training"],
    },
  ],
};
