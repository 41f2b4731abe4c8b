import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const pool = (inputs: PropertyMap, type = "p5.48xlarge") => [
  { type: aws.nodeGroup, name: "pool", inputs: { instanceTypes: [type], ...inputs } },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "Tainted",
      resources: pool({ taints: [{ key: "nvidia.com/gpu", value: "true", effect: "NO_SCHEDULE" }] }),
    },
    { title: "Ordinary nodes", resources: pool({}, "m7i.xlarge") },
  ],
  bad: [
    { title: "Without a taint", resources: pool({}), at: ["pool"] },
    {
      title: "A wish, not a rule",
      resources: pool({ taints: [{ key: "nvidia.com/gpu", effect: "PREFER_NO_SCHEDULE" }] }),
      at: ["pool"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pool({ taints: unknown }), at: ["pool"] }],
};
