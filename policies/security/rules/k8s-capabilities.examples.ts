import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const pod = (capabilities: PropertyValue) => [
  {
    type: kubernetes.pod,
    name: "train",
    inputs: { spec: { containers: [{ name: "trainer", securityContext: { capabilities } }] } },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "None", resources: pod({ drop: ["ALL"] }) }],
  bad: [
    { title: "The runtime's", resources: pod({}), at: ["train"] },
    { title: "One more", resources: pod({ drop: ["ALL"], add: ["SYS_ADMIN"] }), at: ["train"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pod(unknown), at: ["train"] }],
};
