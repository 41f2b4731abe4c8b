import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const trail = (inputs: PropertyMap) => [{ type: aws.trail, name: "audit", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "Signed", resources: trail({ enableLogFileValidation: true }) }],
  bad: [{ title: "CloudTrail's default", resources: trail({}), at: ["audit"] }],
  undetermined: [{ title: "Decided elsewhere", resources: trail({ enableLogFileValidation: unknown }), at: ["audit"] }],
};
