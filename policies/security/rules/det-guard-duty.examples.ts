import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const detector = (inputs: PropertyMap, status: string): ExampleResource[] => [
  { type: aws.cluster, name: "ai" },
  { type: aws.detector, name: "detector", inputs },
  {
    type: aws.detectorFeature,
    name: "audit-logs",
    inputs: { name: "EKS_AUDIT_LOGS", status },
    references: { detectorId: ["detector"] },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "On, with the cluster's audit log", resources: detector({ enable: true }, "ENABLED") }],
  bad: [
    { title: "Off", resources: detector({ enable: false }, "ENABLED"), at: ["detector"] },
    { title: "Blind to the cluster", resources: detector({}, "DISABLED"), at: ["detector"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: detector({ enable: unknown }, "ENABLED"), at: ["detector"] }],
};
