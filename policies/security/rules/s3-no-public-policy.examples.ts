import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const policy = (...statements: PropertyMap[]) => [
  { type: aws.bucketPolicy, name: "policy", inputs: { policy: JSON.stringify({ Statement: statements }) } },
];
const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::curated/*" };

export const examples: RuleExamples = {
  good: [
    {
      title: "A role",
      resources: policy({ ...read, Principal: { AWS: "arn:aws:iam::111122223333:role/training" } }),
    },
    {
      title: "Everybody in the organization",
      resources: policy({
        ...read,
        Principal: "*",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      }),
    },
    { title: "Everybody, denied", resources: policy({ ...read, Effect: "Deny", Principal: "*" }) },
  ],
  bad: [
    { title: "Everybody", resources: policy({ ...read, Principal: "*" }), at: ["policy"] },
    { title: "Everybody, in the long form", resources: policy({ ...read, Principal: { AWS: ["*"] } }), at: ["policy"] },
    {
      title: "A condition that narrows nothing",
      resources: policy({ ...read, Principal: "*", Condition: { StringLike: { "aws:PrincipalOrgID": "*" } } }),
      at: ["policy"],
    },
    {
      title: "Everybody but one",
      resources: policy({ ...read, NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/guest" } }),
      at: ["policy"],
    },
  ],
  undetermined: [
    {
      title: "An unknown text without its structure",
      resources: [{ type: aws.bucketPolicy, name: "policy", inputs: { policy: unknown } }],
      at: ["policy"],
    },
  ],
};
