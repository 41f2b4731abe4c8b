import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const pool = (name: string, maxSize: number | string, instanceType = "p5.48xlarge"): ExampleResource => ({
  type: aws.nodeGroup,
  name,
  inputs: { instanceTypes: [instanceType], scalingConfig: { minSize: 0, desiredSize: 0, maxSize } },
});
const dynamic = (limits: PropertyMap): ExampleResource => ({
  type: kubernetes.karpenterNodePool,
  name: "burst",
  inputs: {
    spec: {
      limits,
      template: {
        spec: {
          requirements: [{ key: "node.kubernetes.io/instance-type", operator: "In", values: ["g6e.12xlarge"] }],
        },
      },
    },
  },
});

export const examples: RuleExamples = {
  parameters: { maxAccelerators: 64 },
  good: [
    { title: "Eight nodes of eight", resources: [pool("train", 8), pool("system", 6, "m7i.xlarge")] },
    { title: "With a dynamic pool", resources: [pool("train", 4), dynamic({ "nvidia.com/gpu": "32" })] },
  ],
  bad: [
    { title: "Two pools of six nodes", resources: [pool("train", 6), pool("serve", 6)], at: [] },
    { title: "Too large a dynamic pool", resources: [pool("train", 4), dynamic({ "nvidia.com/gpu": "64" })], at: [] },
    { title: "A dynamic pool without a limit", resources: [dynamic({ cpu: "1000" })], at: ["burst"] },
  ],
  undetermined: [{ title: "A size decided elsewhere", resources: [pool("train", unknown)], at: ["train"] }],
};
