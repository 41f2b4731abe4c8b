import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const pod = (spec: PropertyMap) => [
  { type: kubernetes.pod, name: "train", inputs: { spec: { containers: [], ...spec } } },
];

export const examples: RuleExamples = {
  good: [
    { title: "No token", resources: pod({ automountServiceAccountToken: false }) },
    { title: "An account of its own", resources: pod({ serviceAccountName: "trainer" }) },
  ],
  bad: [{ title: "Kubernetes' default", resources: pod({}), at: ["train"] }],
  undetermined: [
    { title: "Decided elsewhere", resources: pod({ automountServiceAccountToken: unknown }), at: ["train"] },
  ],
};
