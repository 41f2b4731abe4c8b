import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

export interface HotBucketArgs {
  /** Unique among the zone's directory buckets; the zone and S3's suffix are added. */
  baseName: pulumi.Input<string>;
  /** The zone's id, for example `use1-az6`: that of the pool that writes to it. */
  zone: string;
  /** KMS key of the objects. S3 lets a directory bucket change neither its key nor its kind of encryption. */
  keyArn: pulumi.Input<string>;
  /** Delete objects this many days after they were written: what is here is copied elsewhere to last. Default: 7. */
  expireDays?: number;
  /** Keep the bucket from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * An S3 directory bucket (S3 Express One Zone) beside the pool that writes to it: single-digit milliseconds, one zone, no
 * versions. For checkpoints that a restart reads first; S3 blocks public access to it always.
 *
 * @example
 * new HotBucket("hot", { baseName: "train-checkpoints", zone: "use1-az6", keyArn: key.arn });
 */
export class HotBucket extends pulumi.ComponentResource {
  readonly bucket: s3.DirectoryBucket;

  constructor(name: string, args: HotBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:HotBucket", name, {}, opts);
    const protect = args.protect ?? true;
    this.bucket = new s3.DirectoryBucket(
      name,
      {
        bucket: pulumi.interpolate`${args.baseName}--${args.zone}--x-s3`,
        location: { name: args.zone, type: "AvailabilityZone" },
        dataRedundancy: "SingleAvailabilityZone",
        forceDestroy: false,
      },
      { parent: this, protect, retainOnDelete: protect },
    );
    this.encrypt(name, args.keyArn);
    this.expire(name, args.expireDays ?? 7);
    this.registerOutputs({ bucketName: this.bucket.bucket, bucketArn: this.bucket.arn });
  }

  private encrypt(name: string, kmsMasterKeyId: pulumi.Input<string>): void {
    new s3.BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        bucket: this.bucket.bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId },
            bucketKeyEnabled: true,
          },
        ],
      },
      { parent: this },
    );
  }

  private expire(name: string, days: number): void {
    const rule = { status: "Enabled", filter: { prefix: "" } };
    new s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      {
        bucket: this.bucket.bucket,
        rules: [
          { ...rule, id: "abort-incomplete-uploads", abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } },
          { ...rule, id: "expire-objects", expiration: { days } },
        ],
      },
      { parent: this },
    );
  }
}
