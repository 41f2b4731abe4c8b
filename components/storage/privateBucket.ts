import type * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { PolicyDocuments } from "../security/policyDocuments";
import { encryptionStatements, transportStatements } from "./bucketPolicy";
import { type Lifecycle, lifecycleRules } from "./lifecycle";

export interface PrivateBucketArgs {
  /** KMS key that encrypts objects. Without one S3's own key does: server access logs can be delivered to no other. */
  keyArn?: pulumi.Input<string>;
  /** Refuse writes that name another key. Default: true where there is a key. */
  denyOtherKeys?: boolean;
  /** Bucket that takes the server access logs. Default: none are written. */
  accessLogBucket?: pulumi.Input<string>;
  lifecycle?: Lifecycle;
  /** Versions can be deleted by nobody without `s3:BypassGovernanceRetention` for this many days. Default: no lock. */
  lockDays?: number;
  /** Statements besides those every bucket has. */
  statements?: (bucketArn: pulumi.Output<string>) => iam.PolicyStatement[];
  /** Keep the bucket from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * An S3 bucket that is private, owned by its account, versioned, encrypted, and reached by TLS alone. The name is
 * Pulumi's, unique in the world; read it from `bucket`.
 *
 * @example
 * const curated = new PrivateBucket("curated", { keyArn: keys.keys.storage.arn, lifecycle: { noncurrentDays: 7 } });
 * export const name = curated.bucket.bucket;
 */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly bucket: s3.Bucket;
  readonly versioning: s3.BucketVersioning;
  readonly policy: s3.BucketPolicy;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:PrivateBucket", name, {}, opts);
    const policies = new PolicyDocuments();

    this.bucket = this.createBucket(name, args);
    const block = this.blockPublicAccess(name);
    this.disableAcls(name);
    this.versioning = this.keepVersions(name);
    this.encrypt(name, args);
    this.policy = this.createPolicy(name, args, policies, block);
    this.expire(name, args.lifecycle ?? {});
    if (args.accessLogBucket) this.logAccess(name, args.accessLogBucket);
    if (args.lockDays) this.lock(name, args.lockDays);

    this.registerOutputs({
      bucketName: this.bucket.bucket,
      bucketArn: this.bucket.arn,
      policyDocuments: policies.byProperty,
    });
  }

  private createBucket(name: string, args: PrivateBucketArgs): s3.Bucket {
    const protect = args.protect ?? true;
    return new s3.Bucket(
      name,
      { forceDestroy: false, objectLockEnabled: args.lockDays !== undefined, tags: { Name: name } },
      // A lock can be switched on later, by its own resource; the bucket's own flag would replace the bucket.
      { parent: this, protect, retainOnDelete: protect, ignoreChanges: ["objectLockEnabled"] },
    );
  }

  private blockPublicAccess(name: string): s3.BucketPublicAccessBlock {
    return new s3.BucketPublicAccessBlock(
      `${name}-public-access`,
      {
        bucket: this.bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );
  }

  private disableAcls(name: string): s3.BucketOwnershipControls {
    return new s3.BucketOwnershipControls(
      `${name}-ownership`,
      { bucket: this.bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
      { parent: this },
    );
  }

  private keepVersions(name: string): s3.BucketVersioning {
    return new s3.BucketVersioning(
      `${name}-versioning`,
      { bucket: this.bucket.id, versioningConfiguration: { status: "Enabled" } },
      { parent: this },
    );
  }

  private encrypt(name: string, { keyArn }: PrivateBucketArgs): s3.BucketServerSideEncryptionConfiguration {
    const byDefault = keyArn ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn } : { sseAlgorithm: "AES256" };
    return new s3.BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        bucket: this.bucket.id,
        // A bucket key makes one call to KMS stand for many objects: data loaders read millions.
        rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: keyArn ? true : undefined }],
      },
      { parent: this },
    );
  }

  private createPolicy(
    name: string,
    { keyArn, denyOtherKeys = true, statements }: PrivateBucketArgs,
    policies: PolicyDocuments,
    block: s3.BucketPublicAccessBlock,
  ): s3.BucketPolicy {
    const { arn } = this.bucket;
    return new s3.BucketPolicy(
      `${name}-policy`,
      {
        bucket: this.bucket.id,
        policy: policies.render(`${name}-policy`, "policy", [
          ...transportStatements(arn),
          ...(keyArn && denyOtherKeys ? encryptionStatements(arn, keyArn) : []),
          ...(statements?.(arn) ?? []),
        ]),
      },
      // S3 takes one change to a bucket's access at a time.
      { parent: this, dependsOn: [block] },
    );
  }

  private expire(name: string, lifecycle: Lifecycle): s3.BucketLifecycleConfiguration {
    return new s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { bucket: this.bucket.id, rules: lifecycleRules(lifecycle) },
      // Rules on versions need versions.
      { parent: this, dependsOn: [this.versioning] },
    );
  }

  private logAccess(name: string, targetBucket: pulumi.Input<string>): s3.BucketLogging {
    return new s3.BucketLogging(
      `${name}-logging`,
      {
        bucket: this.bucket.id,
        targetBucket,
        targetPrefix: `${name}/`,
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      },
      { parent: this },
    );
  }

  private lock(name: string, days: number): s3.BucketObjectLockConfiguration {
    return new s3.BucketObjectLockConfiguration(
      `${name}-lock`,
      { bucket: this.bucket.id, rule: { defaultRetention: { mode: "GOVERNANCE", days } } },
      { parent: this, dependsOn: [this.versioning] },
    );
  }
}
