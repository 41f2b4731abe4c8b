import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const vault = (inputs: PropertyMap) => [{ type: aws.backupVault, name: "backups", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "A key that is still to be made", resources: vault({ kmsKeyArn: unknown }) }],
  bad: [
    { title: "AWS' key", resources: vault({}), at: ["backups"] },
    { title: "Emptied on deletion", resources: vault({ kmsKeyArn: unknown, forceDestroy: true }), at: ["backups"] },
  ],
  undetermined: [
    {
      title: "Decided elsewhere",
      resources: vault({ kmsKeyArn: unknown, forceDestroy: unknown }),
      at: ["backups"],
    },
  ],
};
