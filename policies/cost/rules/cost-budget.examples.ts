import { aws } from "../../aws/types";
import type { ExampleResource, RuleExamples } from "../../examples";

const region = (budgetMonthlyUSD: number): ExampleResource[] => [
  {
    type: "aidc:region:Region",
    name: "region",
    inputs: { environment: "production", region: "us-east-1", budgetMonthlyUSD, usage: {} },
  },
  {
    type: aws.nodeGroup,
    name: "train",
    inputs: { instanceTypes: ["p5en.48xlarge"], scalingConfig: { minSize: 4, desiredSize: 4, maxSize: 4 } },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "Within", resources: region(400_000) }],
  bad: [{ title: "Four nodes of eight H200 for $5,000", resources: region(5000), at: [] }],
};
