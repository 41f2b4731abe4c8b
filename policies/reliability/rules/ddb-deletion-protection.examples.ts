import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const table = (inputs: PropertyMap) => [{ type: aws.table, name: "runs", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "Protected", resources: table({ deletionProtectionEnabled: true }) }],
  bad: [{ title: "DynamoDB's default", resources: table({}), at: ["runs"] }],
  undetermined: [
    { title: "Decided elsewhere", resources: table({ deletionProtectionEnabled: unknown }), at: ["runs"] },
  ],
};
