import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";

const pool = (consolidateAfter: string) => [
  {
    type: kubernetes.karpenterNodePool,
    name: "burst",
    inputs: { spec: { disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter } } },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "After five minutes", resources: pool("5m") }],
  bad: [{ title: "Never", resources: pool("Never"), at: ["burst"] }],
  undetermined: [{ title: "Decided elsewhere", resources: pool(unknown), at: ["burst"] }],
};
