import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const key = (inputs: PropertyMap, protect = true) => [{ type: aws.key, name: "data", inputs, protect }];

export const examples: RuleExamples = {
  good: [{ title: "KMS' default period, protected", resources: key({}) }],
  bad: [
    { title: "A week", resources: key({ deletionWindowInDays: 7 }), at: ["data"] },
    { title: "Not protected", resources: key({}, false), at: ["data"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: key({ deletionWindowInDays: unknown }), at: ["data"] }],
};
