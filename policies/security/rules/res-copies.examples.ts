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
const synced = (region: string): ExampleResource[] => [
  { type: aws.bucket, name: "curated", inputs: { region } },
  { type: aws.dataSyncS3Location, name: "destination", references: { s3BucketArn: ["curated"] } },
  { type: aws.dataSyncTask, name: "sync", references: { destinationLocationArn: ["destination"] } },
];
const location = (region: string) => `arn:aws:datasync:${region}:111122223333:location/loc-0123456789abcdef0`;
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
    { title: "Files synchronised to a bucket of the region", resources: [...dataIn("eu"), ...synced("eu-central-1")] },
    { title: "A secret of one region", resources: [...dataIn("eu"), { type: aws.secret, name: "token" }] },
  ],
  bad: [
    { title: "A bucket copied abroad", resources: [...dataIn("eu"), ...copied("us-east-1")], at: ["replication"] },
    { title: "A global table", resources: [...dataIn("eu"), ...table("us-west-2")], at: ["runs"] },
    {
      title: "Files synchronised to a bucket abroad",
      resources: [...dataIn("eu"), ...synced("us-west-2")],
      at: ["sync"],
    },
    {
      title: "A location abroad",
      resources: [
        ...dataIn("eu"),
        { type: aws.dataSyncTask, name: "sync", inputs: { destinationLocationArn: location("us-west-2") } },
      ],
      at: ["sync"],
    },
    { title: "Images copied abroad", resources: [...dataIn("eu"), ...registry("eu-west-2")], at: ["registry"] },
  ],
  undetermined: [
    { title: "A bucket of another stack", resources: [...dataIn("eu"), ...elsewhere], at: ["replication"] },
  ],
};
