import * as pulumi from "@pulumi/pulumi";
import type { Bucket } from "../../spec/stack";
import { type AccountArgs, accountOf } from "../security/account";
import { accessLogStatements } from "./bucketPolicy";
import { PrivateBucket } from "./privateBucket";

export interface ObjectStoreArgs extends AccountArgs {
  buckets: readonly Bucket[];
  /** KMS key of the buckets' objects. */
  keyArn: pulumi.Input<string>;
  /** Days that access logs are kept. Default: 365. */
  accessLogDays?: number;
  /** Keep the buckets from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * The region's buckets, and one for the logs of who read and wrote them.
 *
 * @example
 * const store = new ObjectStore("ai", {
 *   region: "us-east-1", buckets: [{ name: "raw" }, { name: "checkpoints", noncurrentDays: 7 }], keyArn: key.arn,
 * });
 * export const checkpoints = store.buckets["checkpoints"]?.bucket.bucket;
 */
export class ObjectStore extends pulumi.ComponentResource {
  /** By the name in the stack file. */
  readonly buckets: Record<string, PrivateBucket>;
  readonly accessLogs: PrivateBucket;

  constructor(name: string, args: ObjectStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:ObjectStore", name, {}, opts);
    this.accessLogs = this.createAccessLogs(name, args);
    this.buckets = Object.fromEntries(
      args.buckets.map((bucket) => [bucket.name, this.createBucket(name, bucket, args)]),
    );
    this.registerOutputs({
      bucketNames: Object.fromEntries(Object.entries(this.buckets).map(([key, { bucket }]) => [key, bucket.bucket])),
    });
  }

  private createAccessLogs(name: string, args: ObjectStoreArgs): PrivateBucket {
    const { id } = accountOf(args, this);
    return new PrivateBucket(
      `${name}-access-logs`,
      {
        lifecycle: { expireDays: args.accessLogDays ?? 365, intelligentTiering: false },
        statements: (bucketArn) => accessLogStatements(bucketArn, id),
        protect: args.protect,
      },
      { parent: this },
    );
  }

  private createBucket(name: string, bucket: Bucket, args: ObjectStoreArgs): PrivateBucket {
    return new PrivateBucket(
      `${name}-${bucket.name}`,
      {
        keyArn: args.keyArn,
        lifecycle: bucket,
        accessLogBucket: this.accessLogs.bucket.id,
        protect: args.protect,
      },
      // S3 tries its leave to write when logging is switched on.
      { parent: this, dependsOn: [this.accessLogs.policy] },
    );
  }
}
