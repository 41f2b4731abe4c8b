import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const pod = (seccompProfile: PropertyValue) => [
  {
    type: kubernetes.pod,
    name: "train",
    inputs: { spec: { securityContext: { seccompProfile }, containers: [{ name: "trainer" }] } },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "The runtime's filter", resources: pod({ type: "RuntimeDefault" }) }],
  bad: [
    { title: "Kubernetes' default", resources: pod(null), at: ["train"] },
    { title: "Switched off", resources: pod({ type: "Unconfined" }), at: ["train"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pod(unknown), at: ["train"] }],
};
