import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const queue = (inputs: PropertyMap) => [{ type: aws.queue, name: "interruptions", inputs }];

export const examples: RuleExamples = {
  good: [
    { title: "SQS' default", resources: queue({}) },
    { title: "A key that is still to be made", resources: queue({ kmsMasterKeyId: unknown }) },
  ],
  bad: [
    { title: "Switched off", resources: queue({ sqsManagedSseEnabled: false }), at: ["interruptions"] },
    { title: "AWS' key", resources: queue({ kmsMasterKeyId: "alias/aws/sqs" }), at: ["interruptions"] },
  ],
  undetermined: [
    { title: "Decided elsewhere", resources: queue({ sqsManagedSseEnabled: unknown }), at: ["interruptions"] },
  ],
};
