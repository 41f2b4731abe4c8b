import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const pod = (resources: PropertyValue) => [
  { type: kubernetes.pod, name: "train", inputs: { spec: { containers: [{ name: "trainer", resources }] } } },
];
const gpus = (count: number | string) => ({ "nvidia.com/gpu": count });

export const examples: RuleExamples = {
  good: [
    { title: "All eight", resources: pod({ limits: gpus("8") }) },
    { title: "None", resources: pod({ limits: { cpu: "4" } }) },
  ],
  bad: [
    { title: "Half of one", resources: pod({ limits: gpus("500m") }), at: ["train"] },
    { title: "More than asked for", resources: pod({ requests: gpus(4), limits: gpus(8) }), at: ["train"] },
    { title: "A request alone", resources: pod({ requests: gpus(8) }), at: ["train"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pod({ limits: gpus(unknown) }), at: ["train"] }],
};
