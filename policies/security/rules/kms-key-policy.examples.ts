import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const key = (statement: PropertyMap) => [
  { type: aws.key, name: "data", inputs: { policy: JSON.stringify({ Statement: [statement] }) } },
];
const use = { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" };

export const examples: RuleExamples = {
  good: [
    { title: "KMS' default: the account", resources: [{ type: aws.key, name: "data" }] },
    {
      title: "Everybody in the account",
      resources: key({ ...use, Principal: "*", Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } } }),
    },
    {
      title: "Structure registered: the account's root, whose ARN is not known yet",
      resources: [
        {
          type: "aidc:security:Keys",
          name: "keys",
          outputs: { policyDocuments: { "data.policy": { Statement: [{ ...use, Principal: { AWS: unknown } }] } } },
        },
        { type: aws.key, name: "data", parent: "keys", inputs: { policy: unknown } },
      ],
    },
  ],
  bad: [{ title: "Everybody", resources: key({ ...use, Principal: { AWS: "*" } }), at: ["data"] }],
  undetermined: [
    {
      title: "An unknown text without its structure",
      resources: [{ type: aws.key, name: "data", inputs: { policy: unknown } }],
      at: ["data"],
    },
  ],
};
