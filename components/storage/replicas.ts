import type * as kms from "@pulumi/aws/kms";
import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import { accessLogStatements } from "./bucketPolicy";
import { BucketReplication } from "./bucketReplication";
import { type Lifecycle, lifecycleOf } from "./lifecycle";
import { PrivateBucket } from "./privateBucket";
import { replicaKey, replicaProvider, type ReplicaRegionArgs } from "./replicaRegion";
import type { Bucket } from "../../spec/stack";
import { formerNames } from "./rename";

export interface ReplicasArgs extends ReplicaRegionArgs {
  /** Buckets that are copied. */
  buckets: readonly Bucket[];
  /** By the name in the stack file. */
  stores: Record<string, PrivateBucket>;
  /** KMS key of the sources' objects. */
  keyArn: pulumi.Input<string>;
  alarmTopicArn?: pulumi.Input<string>;
}

/**
 * A copy of buckets in another region, under a key of that region: what is left when this one is lost.
 *
 * @example
 * new Replicas("ai", { region: "us-east-1", replicaRegion: "us-west-2", buckets: [{ name: "models" }], stores, keyArn });
 */
export class Replicas extends pulumi.ComponentResource {
  readonly provider: Provider;
  readonly key: kms.Key;
  /** By the name in the stack file. */
  readonly buckets: Record<string, PrivateBucket>;
  readonly replications: Record<string, BucketReplication>;

  constructor(name: string, args: ReplicasArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:Replicas", name, {}, opts);
    const policies = new PolicyDocuments();
    this.provider = replicaProvider(name, args, this);
    this.key = replicaKey(name, "copies of buckets", args, policies, { parent: this, provider: this.provider });
    const accessLogs = this.createAccessLogs(name, args);
    this.buckets = Object.fromEntries(
      args.buckets.map((bucket) => [bucket.name, this.createBucket(name, bucket, accessLogs, args)]),
    );
    this.replications = Object.fromEntries(
      args.buckets.map((bucket) => [bucket.name, this.replicate(name, bucket, args)]),
    );
    this.registerOutputs({ keyArn: this.key.arn, policyDocuments: policies.byProperty });
  }

  private createAccessLogs(name: string, args: ReplicasArgs): PrivateBucket {
    const { id } = accountOf(args, this);
    return new PrivateBucket(
      `${name}-access-logs`,
      {
        lifecycle: { expireDays: 365, intelligentTiering: false },
        statements: (bucketArn) => accessLogStatements(bucketArn, id),
        protect: args.protect,
      },
      { parent: this, provider: this.provider },
    );
  }

  private createBucket(name: string, bucket: Bucket, accessLogs: PrivateBucket, args: ReplicasArgs): PrivateBucket {
    return new PrivateBucket(
      `${name}-${bucket.name}`,
      {
        keyArn: this.key.arn,
        lifecycle: copyLifecycle(bucket),
        lockDays: bucket.lockDays,
        accessLogBucket: accessLogs.bucket.id,
        protect: args.protect,
      },
      {
        parent: this,
        provider: this.provider,
        dependsOn: [accessLogs.policy],
        aliases: formerNames(name, bucket.formerly),
      },
    );
  }

  private replicate(name: string, bucket: Bucket, args: ReplicasArgs): BucketReplication {
    const [source, copy] = [args.stores[bucket.name], this.buckets[bucket.name]];
    if (!source || !copy) throw new pulumi.RunError(`${name}: there is no bucket ${bucket.name} to copy.`);
    return new BucketReplication(
      `${name}-${bucket.name}-replication`,
      {
        source: end(source, args.keyArn, args.region),
        destination: end(copy, this.key.arn, args.replicaRegion),
        alarmTopicArn: args.alarmTopicArn,
        dependsOn: [source.versioning, copy.versioning],
      },
      { parent: this, aliases: formerNames(name, bucket.formerly, "-replication") },
    );
  }
}

/** As the source's, since expiry is not replicated; but what tiers by being read is read here by nobody. */
function copyLifecycle(bucket: Bucket): Lifecycle {
  return { ...lifecycleOf(bucket), intelligentTiering: false };
}

function end({ bucket }: PrivateBucket, keyArn: pulumi.Input<string>, region: string) {
  return { bucketName: bucket.bucket, bucketArn: bucket.arn, keyArn, region };
}
