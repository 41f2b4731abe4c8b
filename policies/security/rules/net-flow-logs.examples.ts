import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const vpc = (trafficType: string) => [
  { type: aws.vpc, name: "region" },
  { type: aws.flowLog, name: "flows", inputs: { trafficType }, references: { vpcId: ["region"] } },
];

export const examples: RuleExamples = {
  good: [{ title: "All traffic", resources: vpc("ALL") }],
  bad: [
    { title: "No flow log", resources: [{ type: aws.vpc, name: "region" }], at: ["region"] },
    { title: "Only what was let through", resources: vpc("ACCEPT"), at: ["flows"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: vpc(unknown), at: ["flows"] }],
};
