import { aws } from "../../aws/types";
import type { ExampleResource, RuleExamples } from "../../examples";
import { dataIn } from "../residencyExamples";

const copied = (region: string): ExampleResource[] => [
  { type: aws.bucket, name: "copy", inputs: { region } },
  { type: aws.bucketReplication, name: "replication", references: { rules: ["copy"] } },
];
const table = (regionName: string) => [{ type: aws.table, name: "runs", inputs: { replicas: [{ regionName }] } }];
const registry = (region: string) => [
  {
    type: aws.ecrReplication,
    name: "registry",
    inputs: { replicationConfiguration: { rules: [{ destinations: [{ region, registryId: "111122223333" }] }] } },
  },
];
const elsewhere = [
  {
    type: aws.bucketReplication,
    name: "replication",
    inputs: { rules: [{ destination: { bucket: "arn:aws:s3:::of-another-stack" } }] },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "To another region of the union", resources: [...dataIn("eu"), ...copied("eu-west-1")] },
    { title: "A table with a replica there", resources: [...dataIn("eu"), ...table("eu-north-1")] },
    { title: "A secret of one region", resources: [...dataIn("eu"), { type: aws.secret, name: "token" }] },
  ],
  bad: [
    { title: "A bucket copied abroad", resources: [...dataIn("eu"), ...copied("us-east-1")], at: ["replication"] },
    { title: "A global table", resources: [...dataIn("eu"), ...table("us-west-2")], at: ["runs"] },
    { title: "Images copied abroad", resources: [...dataIn("eu"), ...registry("eu-west-2")], at: ["registry"] },
  ],
  undetermined: [
    { title: "A bucket of another stack", resources: [...dataIn("eu"), ...elsewhere], at: ["replication"] },
  ],
};
