import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const role = (statement: PropertyMap) => [
  {
    type: aws.role,
    name: "training",
    inputs: {
      assumeRolePolicy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }] }),
    },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "A service", resources: role({ Principal: { Service: "ec2.amazonaws.com" } }) },
    { title: "A role", resources: role({ Principal: { AWS: "arn:aws:iam::111122223333:role/ci" } }) },
    {
      title: "A partner's account, by external id",
      resources: role({
        Principal: { AWS: "arn:aws:iam::444455556666:root" },
        Condition: { StringEquals: { "sts:ExternalId": "7f3c" } },
      }),
    },
  ],
  bad: [
    { title: "Everybody", resources: role({ Principal: { AWS: "*" } }), at: ["training"] },
    { title: "A whole account", resources: role({ Principal: { AWS: ["444455556666"] } }), at: ["training"] },
  ],
  undetermined: [
    {
      title: "An unknown text without its structure",
      resources: [{ type: aws.role, name: "training", inputs: { assumeRolePolicy: unknown } }],
      at: ["training"],
    },
  ],
};
