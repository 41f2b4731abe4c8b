import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const aurora = (inputs: PropertyMap) => [{ type: aws.rdsCluster, name: "metadata", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "Two weeks", resources: aurora({ backupRetentionPeriod: 14 }) }],
  bad: [
    { title: "Not said", resources: aurora({}), at: ["metadata"] },
    { title: "A day", resources: aurora({ backupRetentionPeriod: 1 }), at: ["metadata"] },
  ],
  undetermined: [
    { title: "Decided elsewhere", resources: aurora({ backupRetentionPeriod: unknown }), at: ["metadata"] },
  ],
};
