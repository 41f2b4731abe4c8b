import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const secret = (inputs: PropertyMap) => [{ type: aws.secret, name: "registry", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "A key that is still to be made", resources: secret({ kmsKeyId: unknown }) }],
  bad: [{ title: "AWS' key", resources: secret({}), at: ["registry"] }],
};
