import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";

export const examples: RuleExamples = {
  good: [
    {
      title: "A lifecycle policy",
      resources: [
        { type: aws.ecrRepository, name: "training" },
        { type: aws.ecrLifecyclePolicy, name: "policy", references: { repository: ["training"] } },
      ],
    },
  ],
  bad: [{ title: "ECR's default", resources: [{ type: aws.ecrRepository, name: "training" }], at: ["training"] }],
};
