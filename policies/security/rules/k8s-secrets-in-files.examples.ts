import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const pod = (env: PropertyValue) => [
  { type: kubernetes.pod, name: "train", inputs: { spec: { containers: [{ name: "trainer", env }] } } },
];

export const examples: RuleExamples = {
  good: [{ title: "Ordinary settings", resources: pod([{ name: "NCCL_DEBUG", value: "WARN" }]) }],
  bad: [
    {
      title: "A key in a variable",
      resources: pod([{ name: "API_KEY", valueFrom: { secretKeyRef: { name: "api", key: "key" } } }]),
      at: ["train"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pod(unknown), at: ["train"] }],
};
