import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const cluster = (enabledClusterLogTypes: string[] | string) => [
  { type: aws.cluster, name: "ai", inputs: { enabledClusterLogTypes } },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "All five",
      resources: cluster(["api", "audit", "authenticator", "controllerManager", "scheduler"]),
    },
  ],
  bad: [
    { title: "EKS' default: none", resources: [{ type: aws.cluster, name: "ai" }], at: ["ai"] },
    {
      title: "No audit log",
      resources: cluster(["api", "authenticator", "controllerManager", "scheduler"]),
      at: ["ai"],
    },
  ],
  undetermined: [{ title: "A list that another stack gives", resources: cluster(unknown), at: ["ai"] }],
};
