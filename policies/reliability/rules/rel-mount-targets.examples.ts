import { aws } from "../../aws/types";
import type { ExampleResource, RuleExamples } from "../../examples";

const efs = (targets: number): ExampleResource[] => [
  { type: aws.efs, name: "home" },
  ...Array.from({ length: targets }, (_, index) => ({
    type: aws.efsMountTarget,
    name: `home-${index}`,
    references: { fileSystemId: ["home"] },
  })),
];

export const examples: RuleExamples = {
  good: [
    { title: "Two zones", resources: efs(2) },
    {
      title: "A file system of one zone",
      resources: [{ type: aws.efs, name: "scratch", inputs: { availabilityZoneName: "us-east-1a" } }],
    },
  ],
  bad: [{ title: "One zone", resources: efs(1), at: ["home"] }],
};
