import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const team = (hard: PropertyValue): ExampleResource[] => [
  {
    type: kubernetes.namespace,
    name: "team",
    inputs: { metadata: { name: "research", labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
  },
  { type: aws.nodeGroup, name: "pool", inputs: { instanceTypes: ["p5.48xlarge"] } },
  {
    type: kubernetes.resourceQuota,
    name: "quota",
    inputs: { metadata: { namespace: "research" }, spec: { hard } },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "Thirty-two", resources: team({ "requests.nvidia.com/gpu": "32" }) }],
  bad: [{ title: "Processors alone", resources: team({ "requests.cpu": "64" }), at: ["team"] }],
  undetermined: [{ title: "Decided elsewhere", resources: team(unknown), at: ["team"] }],
};
