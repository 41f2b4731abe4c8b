import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import type { ExampleResource, RuleExamples } from "../../examples";

const cluster = (chart: string, version: string, instanceType = "g6e.12xlarge"): ExampleResource[] => [
  { type: aws.cluster, name: "ai" },
  { type: kubernetes.charts[0], name: "plugin", inputs: { chart, version } },
  {
    type: aws.nodeGroup,
    name: "pool",
    inputs: { instanceTypes: [instanceType] },
    references: { clusterName: ["ai"] },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "NVIDIA's plugin", resources: cluster("nvidia-device-plugin", "0.17.4") },
    { title: "Ordinary nodes", resources: cluster("metrics-server", "3.13.0", "m7i.xlarge") },
  ],
  bad: [
    { title: "None", resources: cluster("metrics-server", "3.13.0"), at: ["pool"] },
    { title: "Another device's", resources: cluster("nvidia-device-plugin", "0.17.4", "trn2.48xlarge"), at: ["pool"] },
  ],
};
