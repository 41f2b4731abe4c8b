import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const aurora = (inputs: PropertyMap) => [{ type: aws.rdsCluster, name: "metadata", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "A key that is still to be made", resources: aurora({ storageEncrypted: true, kmsKeyId: unknown }) }],
  bad: [
    { title: "RDS' default", resources: aurora({}), at: ["metadata"] },
    { title: "AWS' key", resources: aurora({ storageEncrypted: true }), at: ["metadata"] },
  ],
  undetermined: [
    {
      title: "Encryption decided elsewhere",
      resources: aurora({ storageEncrypted: unknown, kmsKeyId: unknown }),
      at: ["metadata"],
    },
  ],
};
