import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const trail = (inputs: PropertyMap) => [{ type: aws.trail, name: "audit", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "A log group that is still to be made", resources: trail({ cloudWatchLogsGroupArn: unknown }) }],
  bad: [{ title: "The bucket alone", resources: trail({}), at: ["audit"] }],
};
