import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const pool = (policyArn: string): ExampleResource[] => [
  { type: aws.role, name: "node" },
  { type: aws.rolePolicyAttachment, name: "node-policy", inputs: { policyArn }, references: { role: ["node"] } },
  { type: aws.nodeGroup, name: "pool", references: { nodeRoleArn: ["node"] } },
];

export const examples: RuleExamples = {
  good: [
    { title: "What the kubelet needs", resources: pool("arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy") },
    {
      title: "A policy on a pod's own role",
      resources: [
        ...pool("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"),
        { type: aws.role, name: "loader" },
        { type: aws.rolePolicy, name: "loader-data", references: { role: ["loader"] } },
      ],
    },
  ],
  bad: [
    {
      title: "All of S3, for every pod",
      resources: pool("arn:aws:iam::aws:policy/AmazonS3FullAccess"),
      at: ["node-policy"],
    },
    {
      title: "An inline policy",
      resources: [
        ...pool("arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"),
        { type: aws.rolePolicy, name: "data", references: { role: ["node"] } },
      ],
      at: ["pool"],
    },
  ],
  undetermined: [
    {
      title: "A policy that is still to be made",
      resources: pool(unknown),
      at: ["node-policy"],
    },
  ],
};
