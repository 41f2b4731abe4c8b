import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const table = (inputs: PropertyMap) => [{ type: aws.table, name: "runs", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "On", resources: table({ pointInTimeRecovery: { enabled: true } }) }],
  bad: [{ title: "DynamoDB's default", resources: table({}), at: ["runs"] }],
  undetermined: [{ title: "Decided elsewhere", resources: table({ pointInTimeRecovery: unknown }), at: ["runs"] }],
  remediated: [
    {
      title: "Switched on",
      resources: table({ pointInTimeRecovery: { enabled: false, recoveryPeriodInDays: 7 } }),
      becomes: table({ pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 } }),
    },
  ],
};
