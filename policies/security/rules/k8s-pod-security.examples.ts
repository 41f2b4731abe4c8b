import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const namespace = (labels: PropertyMap, name = "research") => [
  { type: kubernetes.namespace, name: "team", inputs: { metadata: { name, labels } } },
];
const enforce = "pod-security.kubernetes.io/enforce";

export const examples: RuleExamples = {
  good: [{ title: "Restricted", resources: namespace({ [enforce]: "restricted" }) }],
  bad: [
    { title: "Kubernetes' default", resources: namespace({}), at: ["team"] },
    { title: "Privileged", resources: namespace({ [enforce]: "privileged" }), at: ["team"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: namespace({ [enforce]: unknown }), at: ["team"] }],
};
