import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

/** What every bucket refuses, whoever asks: plain HTTP, and TLS older than 1.2. */
export function transportStatements(bucketArn: pulumi.Input<string>): iam.PolicyStatement[] {
  const everything = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
  } satisfies iam.PolicyStatement;
  return [
    { ...everything, Sid: "DenyInsecureTransport", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { ...everything, Sid: "DenyOldTls", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}

const encryptionHeader = "s3:x-amz-server-side-encryption";
const keyHeader = "s3:x-amz-server-side-encryption-aws-kms-key-id";

/**
 * Refuses writes that choose another encryption than the bucket's. Writes that choose none get the bucket's own: `Null`
 * lets them through, since a negated condition holds for an absent header.
 */
export function encryptionStatements(
  bucketArn: pulumi.Input<string>,
  keyArn: pulumi.Input<string>,
): iam.PolicyStatement[] {
  const write = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucketArn}/*`,
  } satisfies iam.PolicyStatement;
  return [
    {
      ...write,
      Sid: "DenyOtherEncryption",
      Condition: { StringNotEquals: { [encryptionHeader]: "aws:kms" }, Null: { [encryptionHeader]: "false" } },
    },
    {
      ...write,
      Sid: "DenyOtherKeys",
      Condition: { StringNotEquals: { [keyHeader]: keyArn }, Null: { [keyHeader]: "false" } },
    },
  ];
}

/** Lets S3 deliver the account's server access logs. */
export function accessLogStatements(
  bucketArn: pulumi.Input<string>,
  accountId: pulumi.Input<string>,
): iam.PolicyStatement[] {
  return [
    {
      Sid: "AccessLogDelivery",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: pulumi.interpolate`${bucketArn}/*`,
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ];
}
