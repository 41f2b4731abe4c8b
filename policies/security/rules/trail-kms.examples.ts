import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const trail = (inputs: PropertyMap) => [{ type: aws.trail, name: "audit", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "A key that is still to be made", resources: trail({ kmsKeyId: unknown }) }],
  bad: [{ title: "S3's own key", resources: trail({}), at: ["audit"] }],
};
