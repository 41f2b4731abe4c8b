import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const aurora = (inputs: PropertyMap) => [{ type: aws.rdsCluster, name: "metadata", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "Protected", resources: aurora({ deletionProtection: true, finalSnapshotIdentifier: "last" }) }],
  bad: [
    { title: "RDS' default", resources: aurora({}), at: ["metadata"] },
    {
      title: "No snapshot",
      resources: aurora({ deletionProtection: true, skipFinalSnapshot: true }),
      at: ["metadata"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: aurora({ deletionProtection: unknown }), at: ["metadata"] }],
};
