import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket } from "../storage/privateBucket";
import { type Account, arn } from "./account";
import { type PolicyDocuments, serviceTrust } from "./policyDocuments";

export interface TrailArgs {
  /** The organisation whose accounts the trail covers. Default: this account alone. */
  organizationId?: string;
  /** KMS key of the log files; its policy lets CloudTrail use it. */
  auditKeyArn: pulumi.Input<string>;
  /** KMS key of the log group; its policy lets CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
  /** Days that events are kept, and locked in the bucket: a period that CloudWatch Logs accepts. */
  retentionDays: number;
  /** Bucket that takes the trail bucket's access logs. */
  accessLogBucket?: pulumi.Input<string>;
  protect: boolean;
}

export interface Trail {
  trail: cloudtrail.Trail;
  bucket: PrivateBucket;
  logGroup: cloudwatch.LogGroup;
}

/** Every management event of the account's regions, signed, encrypted and locked; and in a log group, for alarms. */
export function auditTrail(
  name: string,
  args: TrailArgs,
  account: Account,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): Trail {
  const trailArn = arn(account, "cloudtrail", `trail/${name}`);
  const bucket = trailBucket(name, args, account, trailArn, opts);
  const logGroup = new cloudwatch.LogGroup(
    `${name}-events`,
    { retentionInDays: args.retentionDays, kmsKeyId: args.logsKeyArn },
    opts,
  );
  const role = deliveryRole(name, logGroup, account, trailArn, policies, opts);
  const trail = new cloudtrail.Trail(
    `${name}-trail`,
    {
      name,
      s3BucketName: bucket.bucket.id,
      kmsKeyId: args.auditKeyArn,
      cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      isMultiRegionTrail: true,
      isOrganizationTrail: args.organizationId === undefined ? undefined : true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
    },
    { ...opts, dependsOn: [bucket.policy] },
  );
  return { trail, bucket, logGroup };
}

function trailBucket(
  name: string,
  args: TrailArgs,
  account: Account,
  trailArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): PrivateBucket {
  return new PrivateBucket(
    `${name}-log-files`,
    {
      keyArn: args.auditKeyArn,
      // CloudTrail chooses the encryption of its digest files itself.
      denyOtherKeys: false,
      lifecycle: { expireDays: args.retentionDays, intelligentTiering: false },
      lockDays: args.protect ? args.retentionDays : undefined,
      accessLogBucket: args.accessLogBucket,
      statements: (bucketArn) => deliveryStatements(bucketArn, account, trailArn, args.organizationId),
      protect: args.protect,
    },
    { parent: opts.parent },
  );
}

function deliveryStatements(
  bucketArn: pulumi.Output<string>,
  account: Account,
  trailArn: pulumi.Input<string>,
  organizationId?: string,
): iam.PolicyStatement[] {
  const logFiles = (owner: pulumi.Input<string>) => pulumi.interpolate`${bucketArn}/AWSLogs/${owner}/*`;
  const own = logFiles(account.id);
  const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
  return [
    {
      ...cloudTrail,
      Sid: "TrailChecksAcl",
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      ...cloudTrail,
      Sid: "TrailDelivers",
      Action: "s3:PutObject",
      Resource: organizationId === undefined ? own : [own, logFiles(organizationId)],
      Condition: {
        StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
  ];
}

function deliveryRole(
  name: string,
  logGroup: cloudwatch.LogGroup,
  account: Account,
  trailArn: pulumi.Input<string>,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): iam.Role {
  const trust = serviceTrust("cloudtrail.amazonaws.com", account.id, trailArn);
  const role = new iam.Role(
    `${name}-role`,
    {
      description: "CloudTrail: writes the trail's events to its log group",
      assumeRolePolicy: policies.render(`${name}-role`, "assumeRolePolicy", [trust]),
    },
    opts,
  );
  new iam.RolePolicy(
    `${name}-write`,
    {
      role: role.name,
      policy: policies.render(`${name}-write`, "policy", [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: pulumi.interpolate`${logGroup.arn}:log-stream:*`,
        },
      ]),
    },
    opts,
  );
  return role;
}
