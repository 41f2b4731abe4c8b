import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const pool = (instanceType: string) => [
  { type: aws.nodeGroup, name: "pool", inputs: { instanceTypes: [instanceType] } },
];

export const examples: RuleExamples = {
  parameters: { allowed: ["g6*", "m7i.*"] },
  good: [{ title: "A small one", resources: pool("g6.xlarge") }],
  bad: [{ title: "The largest", resources: pool("p5en.48xlarge"), at: ["pool"] }],
  undetermined: [{ title: "Chosen elsewhere", resources: pool(unknown), at: ["pool"] }],
};
