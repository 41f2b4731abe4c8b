import { kubernetes } from "../../kubernetes/types";
import type { RuleExamples } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const pod = (resources: PropertyValue) => [
  { type: kubernetes.pod, name: "train", inputs: { spec: { containers: [{ name: "trainer", resources }] } } },
];

export const examples: RuleExamples = {
  good: [
    { title: "Both", resources: pod({ requests: { cpu: "4", memory: "16Gi" }, limits: { memory: "16Gi" } }) },
    { title: "Limits alone, which are requests too", resources: pod({ limits: { cpu: "4", memory: "16Gi" } }) },
  ],
  bad: [
    { title: "Nothing", resources: pod({}), at: ["train"] },
    { title: "No limit on memory", resources: pod({ requests: { cpu: "4", memory: "16Gi" } }), at: ["train"] },
  ],
};
