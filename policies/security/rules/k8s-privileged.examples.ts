import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const job = (securityContext: PropertyMap, namespace = "research") => [
  {
    type: kubernetes.job,
    name: "train",
    inputs: {
      metadata: { namespace },
      spec: { template: { spec: { containers: [{ name: "trainer", securityContext }] } } },
    },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "Kubernetes' default", resources: job({}) },
    { title: "An agent of the node", resources: job({ privileged: true }, "kube-system") },
  ],
  bad: [{ title: "Privileged", resources: job({ privileged: true }), at: ["train"] }],
  undetermined: [{ title: "Decided elsewhere", resources: job({ privileged: unknown }), at: ["train"] }],
};
