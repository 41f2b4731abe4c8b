import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const role = (Condition: PropertyMap) => [
  {
    type: aws.role,
    name: "deployer",
    inputs: {
      assumeRolePolicy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            Condition,
          },
        ],
      }),
    },
  },
];
const aud = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };
const sub = (subject: string) => ({ "token.actions.githubusercontent.com:sub": subject });

export const examples: RuleExamples = {
  good: [
    {
      title: "One branch of one repository",
      resources: role({ StringEquals: { ...aud, ...sub("repo:example/region:ref:refs/heads/main") } }),
    },
    {
      title: "No web identity",
      resources: [
        {
          type: aws.role,
          name: "node",
          inputs: {
            assumeRolePolicy: JSON.stringify({
              Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
            }),
          },
        },
      ],
    },
  ],
  bad: [
    { title: "Any subject", resources: role({ StringEquals: aud }), at: ["deployer"] },
    {
      title: "Any audience",
      resources: role({ StringEquals: sub("repo:example/region:ref:refs/heads/main") }),
      at: ["deployer"],
    },
    { title: "Any repository", resources: role({ StringEquals: aud, StringLike: sub("repo:*") }), at: ["deployer"] },
  ],
};
