import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const policy = (statement: PropertyMap) => [
  { type: aws.iamPolicy, name: "loader", inputs: { policy: JSON.stringify({ Statement: [statement] }) } },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "One bucket's objects",
      resources: policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::curated/*" }),
    },
    {
      title: "What bears a tag",
      resources: policy({
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceTag/team": "research" } },
      }),
    },
  ],
  bad: [
    {
      title: "Every object of every bucket",
      resources: policy({ Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: "*" }),
      at: ["loader"],
    },
    {
      title: "Every secret",
      resources: policy({ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" }),
      at: ["loader"],
    },
  ],
};
