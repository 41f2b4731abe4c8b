import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const policy = (statement: PropertyMap) => [
  {
    type: aws.iamPolicy,
    name: "deployer",
    inputs: { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "iam:PassRole", ...statement }] }) },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "One role", resources: policy({ Resource: "arn:aws:iam::111122223333:role/node" }) },
    {
      title: "To one service",
      resources: policy({ Resource: "*", Condition: { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } } }),
    },
  ],
  bad: [{ title: "Any role to any service", resources: policy({ Resource: "*" }), at: ["deployer"] }],
};
