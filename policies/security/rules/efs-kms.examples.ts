import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const efs = (inputs: PropertyMap) => [{ type: aws.efs, name: "home", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "A key that is still to be made", resources: efs({ encrypted: true, kmsKeyId: unknown }) }],
  bad: [
    { title: "EFS' default", resources: efs({}), at: ["home"] },
    { title: "AWS' key", resources: efs({ encrypted: true }), at: ["home"] },
  ],
  undetermined: [
    { title: "Encryption decided elsewhere", resources: efs({ encrypted: unknown, kmsKeyId: unknown }), at: ["home"] },
  ],
};
