import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const pod = (count: number, volumes: PropertyValue) => [
  {
    type: kubernetes.pod,
    name: "train",
    inputs: {
      spec: {
        volumes,
        containers: [
          {
            name: "trainer",
            resources: { limits: { "nvidia.com/gpu": count } },
            volumeMounts: [{ name: "memory", mountPath: "/dev/shm" }],
          },
        ],
      },
    },
  },
];
const memory = [{ name: "memory", emptyDir: { medium: "Memory" } }];

export const examples: RuleExamples = {
  good: [
    { title: "In memory", resources: pod(8, memory) },
    { title: "One accelerator", resources: pod(1, []) },
  ],
  bad: [
    { title: "The runtime's 64 MiB", resources: pod(8, []), at: ["train"] },
    { title: "On disk", resources: pod(8, [{ name: "memory", emptyDir: {} }]), at: ["train"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pod(8, unknown), at: ["train"] }],
};
