import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const policy = (statement: object) => [
  {
    type: aws.iamPolicy,
    name: "training",
    inputs: { policy: JSON.stringify({ Version: "2012-10-17", Statement: statement }) },
  },
];
const registered = (statement: { [key: string]: string }) => [
  {
    type: "aidc:security:Example",
    name: "component",
    outputs: { policyDocuments: { "training.policy": { Statement: [statement] } } },
  },
  {
    type: aws.rolePolicy,
    name: "training",
    parent: "component",
    inputs: { policy: unknown, role: unknown },
  },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "One action on one bucket",
      resources: policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::curated/*" }),
    },
    {
      title: "Text unknown, structure registered: the resource is a name that AWS has yet to give",
      resources: registered({ Effect: "Allow", Action: "kms:Decrypt", Resource: unknown }),
    },
  ],
  bad: [
    {
      title: "An administrator",
      resources: policy([{ Effect: "Allow", Action: "*", Resource: "*" }]),
      at: ["training"],
    },
    {
      title: "Everything but a little",
      resources: policy({ Effect: "Allow", NotAction: "iam:*", Resource: ["*"] }),
      at: ["training"],
    },
    {
      title: "In a structure whose text is unknown",
      resources: registered({ Effect: "Allow", Action: "*", Resource: "*" }),
      at: ["training"],
    },
    {
      title: "Inline in a role",
      resources: [
        {
          type: aws.role,
          name: "training",
          inputs: {
            inlinePolicies: [
              { policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "*:*", Resource: "*" } }) },
            ],
          },
        },
      ],
      at: ["training"],
    },
  ],
  undetermined: [
    {
      title: "Text unknown, nothing registered",
      resources: [{ type: aws.rolePolicy, name: "training", inputs: { policy: unknown, role: unknown } }],
      at: ["training"],
    },
  ],
};
