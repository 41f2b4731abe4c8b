import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";

export const examples: RuleExamples = {
  good: [{ title: "Checked", resources: [{ type: aws.key, name: "data" }] }],
  bad: [
    {
      title: "Bypassed",
      resources: [{ type: aws.key, name: "data", inputs: { bypassPolicyLockoutSafetyCheck: true } }],
      at: ["data"],
    },
  ],
};
