import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const cluster = (inputs: PropertyMap) => [
  { type: aws.rdsCluster, name: "experiments", inputs: { engine: "aurora-postgresql", ...inputs } },
];

export const examples: RuleExamples = {
  good: [
    { title: "Enabled", resources: cluster({ iamDatabaseAuthenticationEnabled: true }) },
    {
      title: "An engine without it",
      resources: [{ type: aws.rdsInstance, name: "legacy", inputs: { engine: "oracle-ee" } }],
    },
  ],
  bad: [{ title: "RDS' default", resources: cluster({}), at: ["experiments"] }],
  undetermined: [
    {
      title: "Decided elsewhere",
      resources: cluster({ iamDatabaseAuthenticationEnabled: unknown }),
      at: ["experiments"],
    },
  ],
};
