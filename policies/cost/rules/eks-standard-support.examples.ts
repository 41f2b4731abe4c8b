import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const cluster = (inputs: PropertyMap) => [{ type: aws.cluster, name: "ai", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "Standard support alone", resources: cluster({ upgradePolicy: { supportType: "STANDARD" } }) }],
  bad: [{ title: "EKS' default", resources: cluster({}), at: ["ai"] }],
  undetermined: [{ title: "Decided elsewhere", resources: cluster({ upgradePolicy: unknown }), at: ["ai"] }],
  remediated: [
    {
      title: "Standard support alone",
      resources: cluster({ name: "ai" }),
      becomes: cluster({ name: "ai", upgradePolicy: { supportType: "STANDARD" } }),
    },
  ],
};
