import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const pod = (securityContext: PropertyMap, own: PropertyMap = {}) => [
  {
    type: kubernetes.pod,
    name: "train",
    inputs: { spec: { securityContext, containers: [{ name: "trainer", securityContext: own }] } },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "For the whole pod", resources: pod({ runAsNonRoot: true }) },
    { title: "For the container", resources: pod({}, { runAsNonRoot: true, runAsUser: 1000 }) },
  ],
  bad: [
    { title: "Kubernetes' default", resources: pod({}), at: ["train"] },
    {
      title: "A container that says otherwise",
      resources: pod({ runAsNonRoot: true }, { runAsUser: 0 }),
      at: ["train"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pod({ runAsNonRoot: unknown }), at: ["train"] }],
};
