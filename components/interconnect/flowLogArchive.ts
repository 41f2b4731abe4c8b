import * as ec2 from "@pulumi/aws/ec2";
import * as kms from "@pulumi/aws/kms";
import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { type Account, type AccountArgs, accountOf } from "../security/account";
import { administration, throughService } from "../security/keyPolicies";
import { PolicyDocuments } from "../security/policyDocuments";
import { PrivateBucket } from "../storage/privateBucket";

export interface FlowLogArchiveArgs extends AccountArgs {
  /** Accounts besides this one whose flow logs are taken. */
  accounts?: readonly string[];
  /** Days that records are kept, and locked. */
  retentionDays: number;
  /** Bucket that takes the archive's access logs. */
  accessLogBucket?: pulumi.Input<string>;
  /** Lock the records, and keep the bucket and its key. Default: true. */
  protect?: boolean;
}

/**
 * One bucket for the flow logs of all regions: encrypted with a key of its own, and locked for as long as they are kept. VPCs and
 * gateways of other regions deliver to it too.
 *
 * @example
 * const archive = new FlowLogArchive("backbone-flow-logs", { region: "us-east-1", retentionDays: 365 });
 * new ec2.FlowLog("vpc", { vpcId: vpc.id, trafficType: "ALL", logDestinationType: "s3", logDestination: archive.destination });
 */
export class FlowLogArchive extends pulumi.ComponentResource {
  readonly key: kms.Key;
  readonly bucket: PrivateBucket;

  constructor(name: string, args: FlowLogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:interconnect:FlowLogArchive", name, {}, opts);
    const { retentionDays, accessLogBucket, protect = true, accounts = [] } = args;
    const account = accountOf(args, this);
    const sources = [account.id, ...accounts];
    const policies = new PolicyDocuments();
    this.key = new kms.Key(
      `${name}-key`,
      {
        description: `${name}: flow logs of all regions`,
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        policy: policies.render(`${name}-key`, "policy", keyStatements(account, sources)),
        tags: { Name: `${name}-key` },
      },
      { parent: this, protect, retainOnDelete: protect },
    );
    this.bucket = new PrivateBucket(
      `${name}-archive`,
      {
        keyArn: this.key.arn,
        lifecycle: { expireDays: retentionDays, intelligentTiering: false },
        lockDays: protect ? retentionDays : undefined,
        accessLogBucket,
        statements: (bucketArn) => deliveryStatements(bucketArn, account, sources),
        protect,
      },
      { parent: this },
    );
    this.registerOutputs({
      bucketArn: this.bucket.bucket.arn,
      keyArn: this.key.arn,
      policyDocuments: policies.byProperty,
    });
  }

  /** Where a flow log delivers to. */
  get destination(): pulumi.Output<string> {
    return this.bucket.bucket.arn;
  }
}

/** Every flow through a region's transit gateway, in the archive. */
export function transitFlowLog(
  name: string,
  region: string,
  transitGatewayId: pulumi.Input<string>,
  archive: FlowLogArchive,
  opts: pulumi.CustomResourceOptions,
): ec2.FlowLog {
  return new ec2.FlowLog(
    name,
    {
      region,
      transitGatewayId,
      logDestinationType: "s3",
      logDestination: archive.destination,
      // A transit gateway's flows are gathered by the minute, no other way.
      maxAggregationInterval: 60,
      destinationOptions: archiveFormat,
      tags: { Name: name },
    },
    { ...opts, dependsOn: [archive.bucket.policy] },
  );
}

/** Columns, by the hour: what a query reads is what it asks for. */
export const archiveFormat = { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true };

/**
 * What the delivery of flow logs needs of the bucket. Source: Transit Gateway guide, "Flow Logs records in Amazon S3", read
 * 2026-11-26. The regions' own stacks deliver here too, so the source is any of the accounts' regions.
 */
function deliveryStatements(
  bucketArn: pulumi.Output<string>,
  account: Account,
  sources: pulumi.Input<string>[],
): iam.PolicyStatement[] {
  const delivery = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" } } as const;
  return [
    {
      ...delivery,
      Sid: "FlowLogsCheckAcl",
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: bucketArn,
      Condition: fromSources(account, sources),
    },
    {
      ...delivery,
      Sid: "FlowLogsDeliver",
      Action: "s3:PutObject",
      Resource: pulumi.interpolate`${bucketArn}/AWSLogs/*`,
      Condition: {
        ...fromSources(account, sources),
        StringEquals: { "aws:SourceAccount": sources, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
  ];
}

function keyStatements(account: Account, sources: pulumi.Input<string>[]): iam.PolicyStatement[] {
  return [
    administration(account),
    ...throughService(account, "s3"),
    {
      Sid: "FlowLogDelivery",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
      Condition: fromSources(account, sources),
    },
  ];
}

function fromSources({ partition }: Account, sources: pulumi.Input<string>[]): Record<string, pulumi.Inputs> {
  return {
    StringEquals: { "aws:SourceAccount": sources },
    ArnLike: { "aws:SourceArn": sources.map((id) => pulumi.interpolate`arn:${partition}:logs:*:${id}:*`) },
  };
}
