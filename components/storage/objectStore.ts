import type * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { Bucket } from "../../spec/stack";
import { type Account, type AccountArgs, accountOf } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import { accessLogStatements } from "./bucketPolicy";
import { inventory, inventoryStatements } from "./inventory";
import { lifecycleOf } from "./lifecycle";
import { PrivateBucket } from "./privateBucket";
import { formerNames } from "./rename";
import { teamAccessPoint } from "./teamAccessPoint";

export interface ObjectStoreArgs extends AccountArgs {
  buckets: readonly Bucket[];
  /** KMS key of the buckets' objects. */
  keyArn: pulumi.Input<string>;
  /** The only VPC that access points can be used from. Required where a bucket has any. */
  vpcId?: pulumi.Input<string>;
  /** Days that access logs are kept. Default: 365. */
  accessLogDays?: number;
  /** Keep the buckets from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * The region's buckets, each living as its role does, and one for the logs of who read and wrote them.
 *
 * @throws pulumi.RunError where a bucket has access points and there is no VPC.
 * @example
 * const store = new ObjectStore("ai", {
 *   region: "us-east-1", buckets: [{ name: "raw" }, { name: "checkpoints", role: "checkpoints" }], keyArn: key.arn,
 * });
 * export const checkpoints = store.buckets["checkpoints"]?.bucket.bucket;
 */
export class ObjectStore extends pulumi.ComponentResource {
  /** By the name in the stack file. */
  readonly buckets: Record<string, PrivateBucket>;
  readonly accessLogs: PrivateBucket;
  /** Takes the lists of objects. Absent where no bucket has any made. */
  readonly inventories?: PrivateBucket;
  /** By bucket and team, `<bucket>-<team>`. */
  readonly accessPoints: Record<string, s3.AccessPoint>;

  constructor(name: string, args: ObjectStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:ObjectStore", name, {}, opts);
    const account = accountOf(args, this);
    const policies = new PolicyDocuments();
    this.accessLogs = this.createAccessLogs(name, args, account);
    this.buckets = Object.fromEntries(
      args.buckets.map((bucket) => [bucket.name, this.createBucket(name, bucket, args)]),
    );
    if (args.buckets.some((bucket) => bucket.inventory)) this.inventories = this.createInventories(name, args, account);
    this.accessPoints = this.createAccessPoints(name, args, account, policies);
    this.registerOutputs({
      bucketNames: Object.fromEntries(Object.entries(this.buckets).map(([key, { bucket }]) => [key, bucket.bucket])),
      policyDocuments: policies.byProperty,
    });
  }

  private createAccessLogs(name: string, args: ObjectStoreArgs, { id }: Account): PrivateBucket {
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
        lifecycle: lifecycleOf(bucket),
        lockDays: bucket.lockDays,
        accessLogBucket: this.accessLogs.bucket.id,
        protect: args.protect,
      },
      {
        parent: this,
        // S3 tries its leave to write when logging is switched on.
        dependsOn: [this.accessLogs.policy],
        aliases: formerNames(name, bucket.formerly),
      },
    );
  }

  private createInventories(name: string, args: ObjectStoreArgs, { id }: Account): PrivateBucket {
    const destination = new PrivateBucket(
      `${name}-inventories`,
      {
        keyArn: args.keyArn,
        lifecycle: { expireDays: 90, noncurrentDays: 7, intelligentTiering: false },
        accessLogBucket: this.accessLogs.bucket.id,
        statements: (bucketArn) => inventoryStatements(bucketArn, id),
        protect: args.protect,
      },
      { parent: this, dependsOn: [this.accessLogs.policy] },
    );
    for (const { name: label, formerly, inventory: frequency } of args.buckets) {
      const source = this.buckets[label];
      if (!frequency || !source) continue;
      inventory(
        `${name}-${label}-inventory`,
        {
          bucket: source.bucket.id,
          frequency,
          destinationArn: destination.bucket.arn,
          keyArn: args.keyArn,
        },
        // S3 knows it by the bucket: made anew under another name, it would be the one that is then deleted.
        { parent: this, dependsOn: [destination.policy], aliases: formerNames(name, formerly, "-inventory") },
      );
    }
    return destination;
  }

  private createAccessPoints(
    name: string,
    { buckets, vpcId }: ObjectStoreArgs,
    account: Account,
    policies: PolicyDocuments,
  ): Record<string, s3.AccessPoint> {
    const doors = buckets.flatMap(({ name: bucket, accessPoints = [] }) =>
      accessPoints.map((accessPoint) => ({ ...accessPoint, bucket, label: `${bucket}-${accessPoint.team}` })),
    );
    if (doors.length === 0) return {};
    if (vpcId === undefined)
      throw new pulumi.RunError(`${name}: access points need vpcId, the VPC they are used from.`);
    return Object.fromEntries(
      doors.map(({ bucket, label, prefix, readOnly }) => [
        label,
        teamAccessPoint(
          `${name}-${label}`,
          { bucket: this.buckets[bucket]?.bucket.id ?? "", prefix, readOnly, vpcId, account },
          policies,
          { parent: this },
        ),
      ]),
    );
  }
}
