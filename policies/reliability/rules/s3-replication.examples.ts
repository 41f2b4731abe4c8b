import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap, PropertyValue } from "../../../plan/graph";

const bucket = (...settings: ExampleResource[]): ExampleResource[] => [
  { type: aws.bucket, name: "ai-models" },
  ...settings,
];
const replication = (rules: PropertyValue): ExampleResource => ({
  type: aws.bucketReplication,
  name: "copy",
  inputs: { rules },
  references: { bucket: ["ai-models"] },
});
const underKey: ExampleResource = {
  type: aws.bucketEncryption,
  name: "encryption",
  inputs: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: unknown } }] },
  references: { bucket: ["ai-models"] },
};
const rule = (over: PropertyMap = {}) => [{ id: "all", status: "Enabled", destination: { bucket: unknown }, ...over }];
const encrypted = {
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  destination: { bucket: unknown, encryptionConfiguration: { replicaKmsKeyId: unknown } },
};

export const examples: RuleExamples = {
  parameters: { buckets: ["*-models"] },
  good: [
    { title: "A copy under the other region's key", resources: bucket(underKey, replication(rule(encrypted))) },
    { title: "A copy without a key", resources: bucket(replication(rule())) },
    { title: "A bucket that needs none", resources: [{ type: aws.bucket, name: "scratch" }] },
  ],
  bad: [
    { title: "No copy of what must have one", resources: bucket(), at: ["ai-models"] },
    { title: "Switched off", resources: bucket(replication(rule({ status: "Disabled" }))), at: ["copy"] },
    { title: "Without what the key encrypts", resources: bucket(underKey, replication(rule())), at: ["copy"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: bucket(replication(unknown)), at: ["copy"] }],
};
