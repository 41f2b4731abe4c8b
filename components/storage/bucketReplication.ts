import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "../compute/trustPolicies";
import { type AlarmSpec, alarm } from "../observability/alarms";
import { PolicyDocuments } from "../security/policyDocuments";

export interface ReplicationEnd {
  bucketName: pulumi.Input<string>;
  bucketArn: pulumi.Input<string>;
  /** KMS key of the bucket's objects. */
  keyArn: pulumi.Input<string>;
  region: string;
}

export interface BucketReplicationArgs {
  source: ReplicationEnd;
  /** A versioned bucket in another region. */
  destination: ReplicationEnd;
  /** Partition's domain in KMS' `ViaService`. Default: `amazonaws.com`. */
  dnsSuffix?: string;
  /** Topic that is told when replication lags or fails. Default: none. */
  alarmTopicArn?: pulumi.Input<string>;
  /** What both buckets must have before: their versioning. */
  dependsOn?: pulumi.Resource[];
}

/**
 * Copies every new version and delete marker of a bucket to another region, 99.9 % within 15 minutes (S3 Replication Time
 * Control), and says so where it takes longer. One way: the source wins, nothing is ever copied back.
 *
 * @example
 * new BucketReplication("checkpoints-to-west", { source, destination, alarmTopicArn: topic.arn });
 */
export class BucketReplication extends pulumi.ComponentResource {
  readonly role: iam.Role;
  readonly configuration: s3.BucketReplicationConfig;
  readonly alarms: cloudwatch.MetricAlarm[];

  constructor(name: string, args: BucketReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:BucketReplication", name, {}, opts);
    const policies = new PolicyDocuments();
    this.role = new iam.Role(
      `${name}-role`,
      { description: "S3 replication", assumeRolePolicy: pulumi.jsonStringify(trust) },
      { parent: this },
    );
    const permissions = new iam.RolePolicy(
      `${name}-permissions`,
      { role: this.role.name, policy: policies.render(`${name}-permissions`, "policy", copies(args)) },
      { parent: this },
    );
    this.configuration = this.replicate(name, args, permissions);
    this.alarms = args.alarmTopicArn ? this.watch(name, args, args.alarmTopicArn) : [];
    this.registerOutputs({
      policyDocuments: { ...policies.byProperty, [`${name}-role.assumeRolePolicy`]: trust },
    });
  }

  private replicate(
    name: string,
    { source, destination, dependsOn = [] }: BucketReplicationArgs,
    permissions: pulumi.Resource,
  ): s3.BucketReplicationConfig {
    return new s3.BucketReplicationConfig(
      name,
      {
        bucket: source.bucketName,
        role: this.role.arn,
        rules: [
          {
            id: ruleId,
            priority: 0,
            status: "Enabled",
            filter: { prefix: "" },
            deleteMarkerReplication: { status: "Enabled" },
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            destination: {
              bucket: destination.bucketArn,
              encryptionConfiguration: { replicaKmsKeyId: destination.keyArn },
              replicationTime: { status: "Enabled", time: { minutes: 15 } },
              metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
            },
          },
        ],
      },
      // S3 refuses a rule between buckets that keep no versions.
      { parent: this, dependsOn: [permissions, ...dependsOn] },
    );
  }

  private watch(
    name: string,
    { source, destination }: BucketReplicationArgs,
    topicArn: pulumi.Input<string>,
  ): cloudwatch.MetricAlarm[] {
    const dimensions = {
      SourceBucket: source.bucketName,
      DestinationBucket: destination.bucketName,
      RuleId: ruleId,
    };
    return Object.entries(lagAlarms).map(([label, spec]) =>
      alarm(`${name}-${label}`, { ...spec, namespace: "AWS/S3", dimensions }, topicArn, { parent: this }),
    );
  }
}

const ruleId = "everything";

const trust = serviceTrust("s3.amazonaws.com");

const lagAlarms: Record<string, Omit<AlarmSpec, "namespace" | "dimensions">> = {
  lag: {
    metricName: "ReplicationLatency",
    statistic: "Maximum",
    threshold: 900,
    for: 3,
    description: "Objects reach the other region more than 15 minutes late, for 15 minutes.",
  },
  failures: {
    metricName: "OperationsFailedReplication",
    statistic: "Sum",
    threshold: 0,
    description:
      "Objects could not be copied to the other region. S3 does not try them again: run S3 Batch Replication.",
  },
};

function copies({ source, destination, dnsSuffix = "amazonaws.com" }: BucketReplicationArgs): iam.PolicyStatement[] {
  const through = ({ region }: ReplicationEnd) => ({
    StringEquals: { "kms:ViaService": `s3.${region}.${dnsSuffix}` },
  });
  return [
    {
      Sid: "ReadRules",
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: source.bucketArn,
    },
    {
      Sid: "ReadVersions",
      Effect: "Allow",
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      Resource: pulumi.interpolate`${source.bucketArn}/*`,
    },
    {
      Sid: "WriteReplicas",
      Effect: "Allow",
      Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      Resource: pulumi.interpolate`${destination.bucketArn}/*`,
    },
    { Sid: "Decrypt", Effect: "Allow", Action: "kms:Decrypt", Resource: source.keyArn, Condition: through(source) },
    {
      Sid: "Encrypt",
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:GenerateDataKey"],
      Resource: destination.keyArn,
      Condition: through(destination),
    },
  ];
}
