import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Sync } from "../../../spec/stack";
import { type Account, arn } from "../../security/account";

/** Where reports go in the destination bucket. */
export const reportPrefix = "reports/datasync/";

/** A bucket of the region, the key of its objects, and the part of it that a task writes. */
export interface Destination {
  bucketArn: pulumi.Input<string>;
  keyArn: pulumi.Input<string>;
  region: string;
  sync: Sync;
}

/**
 * What a task does in its destination: list the bucket, write its prefix and its reports, use the key through S3. Source: AWS
 * DataSync User Guide, "Providing DataSync access to S3 buckets", read 2026-11-25.
 */
export function bucketAccess({ bucketArn, keyArn, region, sync }: Destination): iam.PolicyStatement[] {
  return [
    {
      Sid: "List",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: bucketArn,
    },
    {
      Sid: "Write",
      Effect: "Allow",
      Action: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:GetObjectTagging",
        "s3:GetObjectVersion",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
        "s3:PutObjectTagging",
      ],
      Resource: [sync.to.prefix, `${reportPrefix}${sync.name}/`].map(
        (prefix) => pulumi.interpolate`${bucketArn}/${prefix}*`,
      ),
    },
    {
      Sid: "UseKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: keyArn,
      Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
    },
  ];
}

/** Lets the account's tasks, and nobody else, write to the log group. */
export function logDelivery(logGroupArn: pulumi.Input<string>, account: Account): iam.PolicyStatement[] {
  return [
    {
      Sid: "DataSync",
      Effect: "Allow",
      Principal: { Service: "datasync.amazonaws.com" },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: pulumi.interpolate`${logGroupArn}:*`,
      Condition: {
        StringEquals: { "aws:SourceAccount": account.id },
        ArnLike: { "aws:SourceArn": arn(account, "datasync", "task/*") },
      },
    },
  ];
}
