import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const pool = (inputs: PropertyMap) => [{ type: aws.nodeGroup, name: "pool", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "Replaced", resources: pool({ nodeRepairConfig: { enabled: true } }) }],
  bad: [{ title: "EKS' default", resources: pool({}), at: ["pool"] }],
  undetermined: [{ title: "Decided elsewhere", resources: pool({ nodeRepairConfig: unknown }), at: ["pool"] }],
  remediated: [
    {
      title: "Switched on where nothing is said",
      resources: pool({ capacityType: "ON_DEMAND" }),
      becomes: pool({ capacityType: "ON_DEMAND", nodeRepairConfig: { enabled: true } }),
    },
  ],
};
