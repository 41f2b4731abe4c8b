import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const group = (inputs: PropertyMap) => [{ type: aws.logGroup, name: "flows", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "A key that is still to be made", resources: group({ kmsKeyId: unknown }) }],
  bad: [{ title: "CloudWatch's own", resources: group({}), at: ["flows"] }],
};
