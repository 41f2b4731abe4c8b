import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const cluster = (version: string | null) => [{ type: aws.cluster, name: "ai", inputs: { version } }];

export const examples: RuleExamples = {
  parameters: { asOf: "2026-11-25", leadDays: 30 },
  good: [{ title: "In standard support for months", resources: cluster("1.35") }],
  bad: [
    { title: "In extended support", resources: cluster("1.33"), at: ["ai"] },
    { title: "A week before the end", resources: cluster("1.34"), at: ["ai"] },
    { title: "Whichever is newest", resources: cluster(null), at: ["ai"] },
  ],
  undetermined: [{ title: "Chosen elsewhere", resources: cluster(unknown), at: ["ai"] }],
};
