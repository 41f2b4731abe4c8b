import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const pod = (metadata: PropertyMap) => [{ type: kubernetes.pod, name: "train", inputs: { metadata } }];

export const examples: RuleExamples = {
  good: [
    { title: "A team's", resources: pod({ namespace: "research" }) },
    { title: "One that is still to be made", resources: pod({ namespace: unknown }) },
  ],
  bad: [{ title: "Kubernetes' default", resources: pod({}), at: ["train"] }],
};
