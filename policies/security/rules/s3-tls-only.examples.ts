import { aws } from "../../aws/types";
import { type Example, type RuleExamples, unknown } from "../../examples";

const refusal = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::curated", "arn:aws:s3:::curated/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const withPolicy = (policy: string): Example["resources"] => [
  { type: aws.bucket, name: "curated" },
  { type: aws.bucketPolicy, name: "curated-policy", inputs: { policy }, references: { bucket: ["curated"] } },
];

export const examples: RuleExamples = {
  good: [
    { title: "Plain HTTP denied on bucket and objects", resources: withPolicy(document(refusal)) },
    {
      title: "The text is unknown before deployment; the component registered its structure",
      resources: [
        {
          type: "aidc:storage:PrivateBucket",
          name: "data",
          outputs: {
            policyDocuments: {
              "curated-policy.policy": {
                Version: "2012-10-17",
                Statement: [{ ...refusal, Resource: [unknown, unknown] }],
              },
            },
          },
        },
        ...withPolicy(unknown).map((resource) => ({ ...resource, parent: "data" })),
      ],
    },
  ],
  bad: [
    { title: "No policy", resources: [{ type: aws.bucket, name: "curated" }], at: ["curated"] },
    {
      title: "Objects alone: listing the bucket stays open",
      resources: withPolicy(document({ ...refusal, Resource: "arn:aws:s3:::curated/*" })),
      at: ["curated"],
    },
    {
      title: "Allowed with TLS, which denies nothing",
      resources: withPolicy(
        document({ ...refusal, Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      ),
      at: ["curated"],
    },
  ],
  undetermined: [{ title: "An unknown text without its structure", resources: withPolicy(unknown), at: ["curated"] }],
};
