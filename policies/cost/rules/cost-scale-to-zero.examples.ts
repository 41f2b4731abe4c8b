import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const pool = (minSize: number | string, instanceType = "g6.xlarge") => [
  {
    type: aws.nodeGroup,
    name: "pool",
    inputs: { instanceTypes: [instanceType], scalingConfig: { minSize, desiredSize: 0, maxSize: 2 } },
  },
];

export const examples: RuleExamples = {
  parameters: { required: true },
  good: [
    { title: "To nothing", resources: pool(0) },
    { title: "Ordinary nodes", resources: pool(2, "m7i.xlarge") },
  ],
  bad: [{ title: "One node day and night", resources: pool(1), at: ["pool"] }],
  undetermined: [{ title: "Decided elsewhere", resources: pool(unknown), at: ["pool"] }],
};
