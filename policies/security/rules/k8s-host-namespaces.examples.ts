import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const pod = (spec: PropertyMap) => [
  { type: kubernetes.pod, name: "train", inputs: { spec: { containers: [], ...spec } } },
];

export const examples: RuleExamples = {
  good: [{ title: "Kubernetes' default", resources: pod({}) }],
  bad: [
    { title: "The node's network", resources: pod({ hostNetwork: true }), at: ["train"] },
    { title: "Its shared memory", resources: pod({ hostIPC: true }), at: ["train"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pod({ hostPID: unknown }), at: ["train"] }],
};
