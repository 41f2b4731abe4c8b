import { aws } from "../../aws/types";
import type { ExampleResource, RuleExamples } from "../../examples";
import { dataIn } from "../residencyExamples";

const trail = (region: string): ExampleResource[] => [
  { type: aws.bucket, name: "trail-bucket", inputs: { region } },
  { type: aws.trail, name: "trail", references: { s3BucketName: ["trail-bucket"] } },
];
const sent = (destinationArn: string) => [{ type: aws.logSubscription, name: "shipped", inputs: { destinationArn } }];
const stream = (region: string) => `arn:aws:kinesis:${region}:111122223333:stream/logs`;
const archive = [{ type: aws.flowLog, name: "flows", inputs: { logDestination: "arn:aws:s3:::archive" } }];

export const examples: RuleExamples = {
  good: [
    { title: "A bucket in the union", resources: [...dataIn("eu"), ...trail("eu-west-3")] },
    { title: "A stream there", resources: [...dataIn("eu"), ...sent(stream("eu-central-1"))] },
  ],
  bad: [
    { title: "A trail gathered abroad", resources: [...dataIn("eu"), ...trail("us-east-1")], at: ["trail"] },
    { title: "Logs shipped abroad", resources: [...dataIn("eu"), ...sent(stream("us-east-1"))], at: ["shipped"] },
  ],
  undetermined: [{ title: "A bucket of another stack", resources: [...dataIn("eu"), ...archive], at: ["flows"] }],
};
