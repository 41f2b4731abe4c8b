import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const group = (inputs: PropertyMap) => [{ type: aws.logGroup, name: "flows", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "A year", resources: group({ retentionInDays: 365 }) }],
  bad: [
    { title: "CloudWatch's default: for ever", resources: group({}), at: ["flows"] },
    { title: "A week, in production", resources: group({ retentionInDays: 7 }), at: ["flows"] },
    { title: "Ten years", resources: group({ retentionInDays: 3653 }), at: ["flows"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: group({ retentionInDays: unknown }), at: ["flows"] }],
};
