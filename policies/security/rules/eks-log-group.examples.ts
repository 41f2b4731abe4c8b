import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const cluster = { type: aws.cluster, name: "ai", inputs: { name: "ai" } };
const group = (inputs: PropertyMap) => ({
  type: aws.logGroup,
  name: "logs",
  inputs: { name: "/aws/eks/ai/cluster", ...inputs },
});

export const examples: RuleExamples = {
  good: [
    {
      title: "Made beforehand, with a key that is not known yet",
      resources: [cluster, group({ retentionInDays: 365, kmsKeyId: unknown })],
    },
  ],
  bad: [
    { title: "Left to EKS", resources: [cluster], at: ["ai"] },
    { title: "Kept forever", resources: [cluster, group({ kmsKeyId: unknown })], at: ["logs"] },
    { title: "AWS' key", resources: [cluster, group({ retentionInDays: 365 })], at: ["logs"] },
  ],
  undetermined: [
    {
      title: "A cluster whose name Pulumi makes up",
      resources: [{ type: aws.cluster, name: "ai" }],
      at: ["ai"],
    },
  ],
};
