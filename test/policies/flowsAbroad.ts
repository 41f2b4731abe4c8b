import type { ResourceNode } from "../../plan/graph";
import { aws } from "../../policies/aws/types";
import { type ExampleResource, exampleNodes } from "../../policies/examples";
import { inContainers, type Mutation, set, within } from "./mutations";

/** A way by which data would leave the reference region's country, and the rule that stands in it. */
interface Flow {
  rule: string;
  leads: Mutation;
}

const abroad = "eu-west-1";
const arn = (service: string, resource: string) => `arn:aws:${service}:${abroad}:111122223333:${resource}`;

/** What users' own programs make beside our components. */
const beside = (...resources: ExampleResource[]): Mutation => {
  return (nodes) => [...nodes, ...exampleNodes({ title: "", resources }, "us-east-1")];
};

/** All that stands in the standby region stands abroad instead. */
const standbyAbroad: Mutation = (nodes) =>
  nodes.map((node): ResourceNode => {
    const { region } = node.inputs;
    return region === "us-west-2" ? { ...node, inputs: { ...node.inputs, region: abroad } } : node;
  });

const bucketAbroad: ExampleResource = { type: aws.bucket, name: "elsewhere", inputs: { region: abroad } };

/** Every kind of flow that `residency` forbids: docs/regions.md promises them. */
export const flowsAbroad: Record<string, Flow> = {
  "the standby region's provider": { rule: "RES-01", leads: standbyAbroad },
  "a replica of buckets": { rule: "RES-02", leads: standbyAbroad },
  "backups' copies, in the stack's own vault": { rule: "RES-03", leads: standbyAbroad },
  "a database of its own abroad": {
    rule: "RES-01",
    leads: beside({ type: aws.rdsCluster, name: "copy", inputs: { region: abroad } }),
  },
  "a bucket's replica": {
    rule: "RES-02",
    leads: beside(bucketAbroad, {
      ...{ type: aws.bucketReplication, name: "replication", references: { rules: ["elsewhere"] } },
    }),
  },
  "a table's replica": { rule: "RES-02", leads: set(aws.table, { replicas: [{ regionName: abroad }] }) },
  "a secret's replica": {
    rule: "RES-02",
    leads: beside({ type: aws.secret, name: "token", inputs: { replicas: [{ region: abroad }] } }),
  },
  "a file system's replica": {
    rule: "RES-02",
    leads: beside({ type: aws.efsReplication, name: "shared", inputs: { destination: { region: abroad } } }),
  },
  "images' replication": {
    rule: "RES-02",
    leads: beside({
      type: aws.ecrReplication,
      name: "registry",
      inputs: {
        replicationConfiguration: { rules: [{ destinations: [{ region: abroad, registryId: "111122223333" }] }] },
      },
    }),
  },
  "DataSync to a bucket abroad": {
    rule: "RES-02",
    leads: beside(
      bucketAbroad,
      { type: aws.dataSyncS3Location, name: "destination", references: { s3BucketArn: ["elsewhere"] } },
      { type: aws.dataSyncTask, name: "sync", references: { destinationLocationArn: ["destination"] } },
    ),
  },
  "DataSync to a location abroad": {
    rule: "RES-02",
    leads: beside({
      ...{
        type: aws.dataSyncTask,
        name: "sync",
        inputs: { destinationLocationArn: arn("datasync", "location/loc-1") },
      },
    }),
  },
  "backups' copies, in another account's vault": {
    rule: "RES-03",
    leads: within(
      aws.backupPlan,
      ["rules", "copyActions", "destinationVaultArn"],
      arn("backup", "backup-vault:copies"),
    ),
  },
  "the trail's bucket": {
    rule: "RES-04",
    leads: beside(bucketAbroad, { type: aws.trail, name: "trail", references: { s3BucketName: ["elsewhere"] } }),
  },
  "the trail's log group": {
    rule: "RES-04",
    leads: set(aws.trail, { cloudWatchLogsGroupArn: arn("logs", "log-group:trail:*") }),
  },
  "flow logs": { rule: "RES-04", leads: set(aws.flowLog, { logDestination: arn("logs", "log-group:flows") }) },
  "a log group's subscription": {
    rule: "RES-04",
    leads: beside({
      type: aws.logSubscription,
      name: "shipped",
      inputs: { destinationArn: arn("kinesis", "stream/l") },
    }),
  },
  "a stream of metrics": {
    rule: "RES-04",
    leads: beside({
      type: aws.metricStream,
      name: "all",
      inputs: { firehoseArn: arn("firehose", "deliverystream/m") },
    }),
  },
  "an endpoint that pods call": {
    rule: "RES-05",
    leads: inContainers(["args"], [`--endpoint=https://bedrock-runtime.${abroad}.amazonaws.com`]),
  },
  "cross-region inference": {
    rule: "RES-05",
    leads: inContainers(["args"], ["--model=global.anthropic.claude-sonnet-4-5-20250929-v1:0"]),
  },
  "an inference profile": {
    rule: "RES-05",
    leads: beside({
      type: aws.inferenceProfile,
      name: "assistant",
      inputs: { modelSource: { copyFrom: arn("bedrock", "inference-profile/eu.amazon.nova-pro-v1:0") } },
    }),
  },
  "a model that IAM allows": {
    rule: "RES-05",
    leads: set(aws.rolePolicy, {
      policy: JSON.stringify({
        Statement: [
          { Effect: "Allow", Action: "bedrock:InvokeModel", Resource: `arn:aws:bedrock:${abroad}::foundation-model/*` },
        ],
      }),
    }),
  },
  "a shared service's endpoint": { rule: "RES-06", leads: set(aws.vpcEndpoint, { serviceRegion: abroad }) },
  "a peering of VPCs": {
    rule: "RES-06",
    leads: beside({ type: aws.vpcPeering, name: "shared", inputs: { peerRegion: abroad } }),
  },
  "a peering of transit gateways": {
    rule: "RES-06",
    leads: beside({ type: aws.transitGatewayPeering, name: "backbone", inputs: { peerRegion: abroad } }),
  },
  "edges all over the world": {
    rule: "RES-06",
    leads: beside({ type: "aws:cloudfront/distribution:Distribution", name: "models" }),
  },
};
