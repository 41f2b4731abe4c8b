import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const topic = (inputs: PropertyMap) => [{ type: aws.snsTopic, name: "alarms", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "A key that is still to be made", resources: topic({ kmsMasterKeyId: unknown }) }],
  bad: [
    { title: "SNS' default", resources: topic({}), at: ["alarms"] },
    { title: "AWS' key", resources: topic({ kmsMasterKeyId: "alias/aws/sns" }), at: ["alarms"] },
  ],
};
