import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const cluster = (inputs: PropertyMap) => [{ type: aws.cluster, name: "ai", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "Protected", resources: cluster({ deletionProtection: true }) }],
  bad: [{ title: "EKS' default", resources: cluster({}), at: ["ai"] }],
  undetermined: [{ title: "Decided elsewhere", resources: cluster({ deletionProtection: unknown }), at: ["ai"] }],
  remediated: [
    {
      title: "Protected where nothing is said",
      resources: cluster({ version: "1.35" }),
      becomes: cluster({ version: "1.35", deletionProtection: true }),
    },
  ],
};
