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

/** A pool on its fabric, in a cluster with both plugins. */
const fabric = (efaPlugin: string): ExampleResource[] => [
  { type: aws.cluster, name: "ai" },
  { type: kubernetes.charts[0], name: "nvidia", inputs: { chart: "nvidia-device-plugin", version: "0.17.4" } },
  { type: kubernetes.charts[0], name: "efa", inputs: { chart: "aws-efa-k8s-device-plugin", version: efaPlugin } },
  {
    type: aws.launchTemplate,
    name: "template",
    inputs: {
      instanceType: "p6-b200.48xlarge",
      networkInterfaces: [{ networkCardIndex: 1, interfaceType: "efa-only" }],
    },
  },
  { type: aws.nodeGroup, name: "pool", references: { clusterName: ["ai"], launchTemplate: ["template"] } },
];

export const examples: RuleExamples = {
  good: [
    { title: "NVIDIA's plugin", resources: cluster("nvidia-device-plugin", "0.17.4") },
    { title: "EFA's plugin, as old as knows B200", resources: fabric("v0.5.10") },
    { title: "Ordinary nodes", resources: cluster("metrics-server", "3.13.0", "m7i.xlarge") },
  ],
  bad: [
    { title: "None", resources: cluster("metrics-server", "3.13.0"), at: ["pool"] },
    { title: "Another device's", resources: cluster("nvidia-device-plugin", "0.17.4", "trn2.48xlarge"), at: ["pool"] },
    { title: "EFA's plugin before it knew B200", resources: fabric("v0.5.9"), at: ["efa"] },
  ],
};
