import type * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

export interface InventoryArgs {
  /** Bucket whose objects are listed. */
  bucket: pulumi.Input<string>;
  frequency: "daily" | "weekly";
  /** Bucket that takes the lists. */
  destinationArn: pulumi.Input<string>;
  /** KMS key of the lists; its policy lets S3 use it. */
  keyArn: pulumi.Input<string>;
}

/** A list of every version in a bucket with its size, age and encryption, in Parquet: what Athena and Spark read. */
export function inventory(name: string, args: InventoryArgs, opts: pulumi.CustomResourceOptions): s3.Inventory {
  return new s3.Inventory(
    name,
    {
      bucket: args.bucket,
      name: "all-versions",
      includedObjectVersions: "All",
      schedule: { frequency: args.frequency === "daily" ? "Daily" : "Weekly" },
      optionalFields: [
        "Size",
        "LastModifiedDate",
        "StorageClass",
        "ETag",
        "IsMultipartUploaded",
        "ReplicationStatus",
        "EncryptionStatus",
        "ObjectLockRetainUntilDate",
        "ObjectLockMode",
        "IntelligentTieringAccessTier",
        "ChecksumAlgorithm",
      ],
      destination: {
        bucket: {
          format: "Parquet",
          bucketArn: args.destinationArn,
          prefix: name,
          encryption: { sseKms: { keyId: args.keyArn } },
        },
      },
    },
    opts,
  );
}

/** Lets S3 put the account's inventories into the bucket. */
export function inventoryStatements(
  bucketArn: pulumi.Input<string>,
  accountId: pulumi.Input<string>,
): iam.PolicyStatement[] {
  return [
    {
      Sid: "InventoryDelivery",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: pulumi.interpolate`${bucketArn}/*`,
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ];
}
