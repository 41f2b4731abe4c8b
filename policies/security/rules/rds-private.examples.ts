import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const instance = (inputs: PropertyMap) => [{ type: aws.rdsClusterInstance, name: "metadata-0", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "RDS' default", resources: instance({}) }],
  bad: [{ title: "Public", resources: instance({ publiclyAccessible: true }), at: ["metadata-0"] }],
  undetermined: [
    { title: "Decided elsewhere", resources: instance({ publiclyAccessible: unknown }), at: ["metadata-0"] },
  ],
};
