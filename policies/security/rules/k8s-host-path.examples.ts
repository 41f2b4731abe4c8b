import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const pod = (volumes: PropertyValue) => [
  { type: kubernetes.pod, name: "train", inputs: { spec: { containers: [], volumes } } },
];

export const examples: RuleExamples = {
  good: [{ title: "Scratch of the pod's own", resources: pod([{ name: "scratch", emptyDir: {} }]) }],
  bad: [
    {
      title: "The runtime's socket",
      resources: pod([{ name: "run", hostPath: { path: "/run/containerd" } }]),
      at: ["train"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pod(unknown), at: ["train"] }],
};
