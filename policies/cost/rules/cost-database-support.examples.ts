import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const aurora = (inputs: PropertyMap) => [
  { type: aws.rdsCluster, name: "metadata", inputs: { engine: "aurora-postgresql", ...inputs } },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "Not enrolled",
      resources: aurora({ engineLifecycleSupport: "open-source-rds-extended-support-disabled" }),
    },
  ],
  bad: [{ title: "RDS' default", resources: aurora({}), at: ["metadata"] }],
  undetermined: [
    { title: "Decided elsewhere", resources: aurora({ engineLifecycleSupport: unknown }), at: ["metadata"] },
  ],
};
