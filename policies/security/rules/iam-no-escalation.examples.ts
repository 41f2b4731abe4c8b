import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const policy = (statement: PropertyMap) => [
  { type: aws.iamPolicy, name: "deployer", inputs: { policy: JSON.stringify({ Statement: [statement] }) } },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "One role",
      resources: policy({
        Effect: "Allow",
        Action: "iam:AttachRolePolicy",
        Resource: "arn:aws:iam::111122223333:role/training",
      }),
    },
    {
      title: "Within a boundary",
      resources: policy({
        Effect: "Allow",
        Action: "iam:PutRolePolicy",
        Resource: "*",
        Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary" } },
      }),
    },
  ],
  bad: [
    {
      title: "Any role's policies",
      resources: policy({ Effect: "Allow", Action: "iam:Put*", Resource: "*" }),
      at: ["deployer"],
    },
    {
      title: "A new version of any policy",
      resources: policy({ Effect: "Allow", Action: ["iam:CreatePolicyVersion"], Resource: ["*"] }),
      at: ["deployer"],
    },
  ],
};
