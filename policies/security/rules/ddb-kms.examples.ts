import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const table = (serverSideEncryption: PropertyMap | null) => [
  { type: aws.table, name: "runs", inputs: { serverSideEncryption } },
];

export const examples: RuleExamples = {
  good: [{ title: "A key that is still to be made", resources: table({ enabled: true, kmsKeyArn: unknown }) }],
  bad: [
    { title: "DynamoDB's default", resources: table(null), at: ["runs"] },
    { title: "AWS' key", resources: table({ enabled: true }), at: ["runs"] },
  ],
  undetermined: [
    { title: "Decided elsewhere", resources: table({ enabled: unknown, kmsKeyArn: unknown }), at: ["runs"] },
  ],
};
