import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const job = (spec: PropertyMap) => [{ type: kubernetes.jobSet, name: "train", inputs: { spec } }];

export const examples: RuleExamples = {
  good: [
    {
      title: "Gone after a day",
      resources: job({ ttlSecondsAfterFinished: 86_400, failurePolicy: { maxRestarts: 3 } }),
    },
  ],
  bad: [
    { title: "Kept for ever", resources: job({}), at: ["train"] },
    {
      title: "Tried for ever",
      resources: job({ ttlSecondsAfterFinished: 86_400, failurePolicy: { maxRestarts: 100_000 } }),
      at: ["train"],
    },
  ],
  undetermined: [
    {
      title: "Decided elsewhere",
      resources: job({ ttlSecondsAfterFinished: 86_400, failurePolicy: unknown }),
      at: ["train"],
    },
  ],
};
