import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const aurora = (inputs: PropertyMap) => [{ type: aws.rdsCluster, name: "metadata", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "Managed", resources: aurora({ masterUsername: "root", manageMasterUserPassword: true }) }],
  bad: [
    {
      title: "In the program",
      resources: aurora({ masterUsername: "root", masterPassword: unknown }),
      at: ["metadata"],
    },
  ],
  undetermined: [
    { title: "Decided elsewhere", resources: aurora({ manageMasterUserPassword: unknown }), at: ["metadata"] },
  ],
};
