import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const bucket = (inputs: PropertyMap) => [{ type: aws.bucket, name: "checkpoints", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "S3's default", resources: bucket({}) }],
  bad: [{ title: "With all objects", resources: bucket({ forceDestroy: true }), at: ["checkpoints"] }],
  undetermined: [{ title: "Decided elsewhere", resources: bucket({ forceDestroy: unknown }), at: ["checkpoints"] }],
};
