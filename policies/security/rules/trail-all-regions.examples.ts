import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const trail = (inputs: PropertyMap) => [{ type: aws.trail, name: "audit", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "All regions", resources: trail({ isMultiRegionTrail: true }) }],
  bad: [
    { title: "CloudTrail's default: its own region", resources: trail({}), at: ["audit"] },
    { title: "Off", resources: trail({ isMultiRegionTrail: true, enableLogging: false }), at: ["audit"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: trail({ isMultiRegionTrail: unknown }), at: ["audit"] }],
};
