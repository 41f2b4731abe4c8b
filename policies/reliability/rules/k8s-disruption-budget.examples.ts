import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const budget = (spec: PropertyMap) => [{ type: kubernetes.podDisruptionBudget, name: "chat", inputs: { spec } }];

export const examples: RuleExamples = {
  good: [{ title: "One at a time", resources: budget({ maxUnavailable: 1 }) }],
  bad: [
    { title: "None", resources: budget({ maxUnavailable: 0 }), at: ["chat"] },
    { title: "All of them", resources: budget({ minAvailable: "100%" }), at: ["chat"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: budget({ maxUnavailable: unknown }), at: ["chat"] }],
};
