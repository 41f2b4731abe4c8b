import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const pool = (instanceType: string) => [
  { type: aws.nodeGroup, name: "pool", inputs: { instanceTypes: [instanceType] } },
];

export const examples: RuleExamples = {
  good: [{ title: "The present one", resources: pool("p5en.48xlarge") }],
  bad: [{ title: "A previous one", resources: pool("m5.xlarge"), at: ["pool"] }],
  undetermined: [
    {
      title: "Chosen elsewhere",
      resources: [{ type: aws.nodeGroup, name: "pool", inputs: { instanceTypes: unknown } }],
      at: ["pool"],
    },
  ],
};
