import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const plan = (deleteAfter: number | string, schedule: string | null = "cron(0 5 * * ? *)") => [
  {
    type: aws.backupPlan,
    name: "daily",
    inputs: { rules: [{ ruleName: "daily", schedule, lifecycle: { deleteAfter } }] },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "Daily, for five weeks", resources: plan(35) }],
  bad: [
    { title: "For a day", resources: plan(1), at: ["daily"] },
    { title: "Never", resources: plan(35, null), at: ["daily"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: plan(unknown), at: ["daily"] }],
};
