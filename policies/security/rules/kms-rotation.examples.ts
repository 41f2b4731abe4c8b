import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const key = (inputs: Record<string, boolean | number | string>) => [{ type: aws.key, name: "data", inputs }];

export const examples: RuleExamples = {
  good: [
    { title: "Yearly, KMS' default period", resources: key({ enableKeyRotation: true }) },
    { title: "Every 90 days", resources: key({ enableKeyRotation: true, rotationPeriodInDays: 90 }) },
  ],
  bad: [
    { title: "KMS' default: never", resources: key({}), at: ["data"] },
    {
      title: "Every seven years",
      resources: key({ enableKeyRotation: true, rotationPeriodInDays: 2560 }),
      at: ["data"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: key({ enableKeyRotation: unknown }), at: ["data"] }],
};
