import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { ObjectStore } from "../../../components/storage/objectStore";
import { PrivateBucket, type PrivateBucketArgs } from "../../../components/storage/privateBucket";
import type { Bucket } from "../../../spec/stack";
import { type Registered, find, names, register, statement } from "../harness";

const store = () =>
  register(
    (opts) =>
      void new ObjectStore(
        "data",
        {
          region: "us-east-1",
          accountId: "111122223333",
          keyArn: "arn:key",
          buckets: [{ name: "raw" }, { name: "scratch", expireDays: 14, noncurrentDays: 1, intelligentTiering: false }],
        },
        opts,
      ),
  );

const bucket = (args: PrivateBucketArgs) => register((opts) => void new PrivateBucket("b", args, opts));
const part = (registered: Registered[], type: string, name: string) => find(registered, `aws:s3/${type}`, name).inputs;

describe("ObjectStore", () => {
  test("makes each bucket private, owned, versioned and encrypted", async () => {
    const registered = await store();
    expect(find(registered, "aws:s3/bucket:Bucket", "data-raw")).toMatchObject({
      parent: "data-raw",
      protect: true,
      retainOnDelete: true,
      inputs: { forceDestroy: false },
    });
    expect(part(registered, "bucketPublicAccessBlock:BucketPublicAccessBlock", "data-raw-public-access")).toEqual({
      bucket: "data-raw-id",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(part(registered, "bucketOwnershipControls:BucketOwnershipControls", "data-raw-ownership").rule).toEqual({
      objectOwnership: "BucketOwnerEnforced",
    });
    expect(
      part(registered, "bucketVersioning:BucketVersioning", "data-raw-versioning").versioningConfiguration,
    ).toEqual({ status: "Enabled" });
    const encryption = "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect(part(registered, encryption, "data-raw-encryption").rules).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:key" },
        bucketKeyEnabled: true,
      },
    ]);
  });

  test("refuses plain HTTP, old TLS and other keys", async () => {
    const { policy } = part(await store(), "bucketPolicy:BucketPolicy", "data-raw-policy");
    const both = ["arn:data-raw", "arn:data-raw/*"];
    expect(statement(policy, "DenyInsecureTransport")).toEqual({
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: both,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    expect(statement(policy, "DenyOldTls")).toMatchObject({
      Resource: both,
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    });
    const header = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    expect(statement(policy, "DenyOtherKeys")).toMatchObject({
      Effect: "Deny",
      Action: "s3:PutObject",
      Resource: "arn:data-raw/*",
      Condition: { StringNotEquals: { [header]: "arn:key" }, Null: { [header]: "false" } },
    });
  });

  test("writes access logs to a bucket that S3 alone may write to, with S3's own key", async () => {
    const registered = await store();
    expect(part(registered, "bucketLogging:BucketLogging", "data-raw-logging")).toMatchObject({
      bucket: "data-raw-id",
      targetBucket: "data-access-logs-id",
      targetPrefix: "data-raw/",
    });
    expect(names(registered, "aws:s3/bucketLogging:BucketLogging")).not.toContain("data-access-logs-logging");
    const { policy } = part(registered, "bucketPolicy:BucketPolicy", "data-access-logs-policy");
    expect(statement(policy, "AccessLogDelivery")).toMatchObject({
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
    expect(() => statement(policy, "DenyOtherKeys")).toThrow("no statement DenyOtherKeys");
    const encryption = "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect(part(registered, encryption, "data-access-logs-encryption").rules).toEqual([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
  });

  test("expires and tiers as the stack file says", async () => {
    const registered = await store();
    const rules = (name: string) => {
      const { rules } = part(registered, "bucketLifecycleConfiguration:BucketLifecycleConfiguration", name);
      return Object.fromEntries((rules as { id: string }[]).map(({ id, ...rule }) => [id, rule]));
    };
    const raw = rules("data-raw-lifecycle");
    expect(raw["abort-incomplete-uploads"]).toMatchObject({
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    });
    expect(raw["expire-noncurrent-versions"]).toMatchObject({ noncurrentVersionExpiration: { noncurrentDays: 30 } });
    expect(raw["intelligent-tiering"]).toMatchObject({
      transitions: [{ days: 0, storageClass: "INTELLIGENT_TIERING" }],
    });
    expect(raw["expire-objects"]).toBeUndefined();
    const scratch = rules("data-scratch-lifecycle");
    expect(scratch["expire-objects"]).toMatchObject({ expiration: { days: 14 } });
    expect(scratch["expire-noncurrent-versions"]).toMatchObject({ noncurrentVersionExpiration: { noncurrentDays: 1 } });
    expect(scratch["intelligent-tiering"]).toBeUndefined();
  });
});

describe("roles and doors", () => {
  const built = (buckets: Bucket[]) =>
    register(
      (opts) =>
        void new ObjectStore(
          "data",
          { region: "us-east-1", accountId: "111122223333", keyArn: "arn:key", vpcId: "vpc-1", buckets },
          opts,
        ),
    );
  const expiry = async (bucket: Bucket) => {
    const configuration = "bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const { rules } = part(await built([bucket]), configuration, `data-${bucket.name}-lifecycle`);
    return (rules as { id: string; noncurrentVersionExpiration?: object }[]).find(
      ({ id }) => id === "expire-noncurrent-versions",
    )?.noncurrentVersionExpiration;
  };

  test("keeps the newest checkpoints whatever their age, unless the file says otherwise", async () => {
    expect(await expiry({ name: "c", role: "checkpoints" })).toEqual({ noncurrentDays: 7, newerNoncurrentVersions: 3 });
    expect(await expiry({ name: "c", role: "checkpoints", keepNewest: 10 })).toEqual({
      noncurrentDays: 7,
      newerNoncurrentVersions: 10,
    });
    expect(await expiry({ name: "m", role: "models" })).toEqual({ noncurrentDays: 365 });
  });

  test("lists objects into a bucket that S3 may write to", async () => {
    const registered = await built([{ name: "raw", inventory: "weekly" }]);
    expect(find(registered, "aws:s3/inventory:Inventory", "data-raw-inventory").inputs).toMatchObject({
      bucket: "data-raw-id",
      schedule: { frequency: "Weekly" },
      destination: { bucket: { format: "Parquet", bucketArn: "arn:data-inventories" } },
    });
    const { policy } = part(registered, "bucketPolicy:BucketPolicy", "data-inventories-policy");
    expect(statement(policy, "InventoryDelivery")).toMatchObject({ Principal: { Service: "s3.amazonaws.com" } });
  });

  test("opens a team's door from the VPC alone, to its own keys", async () => {
    const registered = await built([
      { name: "curated", accessPoints: [{ team: "research", prefix: "research/", readOnly: true }] },
    ]);
    const { inputs } = find(registered, "aws:s3/accessPoint:AccessPoint", "data-curated-research");
    expect(inputs).toMatchObject({ name: "data-curated-research", vpcConfiguration: { vpcId: "vpc-1" } });
    const own = "arn:aws:s3:us-east-1:111122223333:accesspoint/data-curated-research";
    expect(statement(inputs.policy, "DenyOtherKeys")).toMatchObject({ NotResource: `${own}/object/research/*` });
    expect(statement(inputs.policy, "DenyWrites")).toMatchObject({ Effect: "Deny", Resource: `${own}/object/*` });
  });

  test("refuses an access point's name that S3 would not take", async () => {
    const accessPoints = [{ team: "speech-and-language-research" }];
    await expect(built([{ name: "curated-conversations", accessPoints }])).rejects.toThrow(
      /data-curated-conversations-speech-and-language-research: S3 takes 50 characters, and these are 55/,
    );
  });

  test("survives a rename: the bucket carries the name it had as an alias", async () => {
    const aliases: Record<string, unknown> = {};
    await register((opts) => {
      const note: pulumi.ResourceTransformation = ({ type, name, opts }) =>
        void (aliases[`${type} ${name}`] = opts.aliases);
      new ObjectStore(
        "data",
        { region: "us-east-1", accountId: "1", keyArn: "k", buckets: [{ name: "new", formerly: ["old"] }] },
        { transformations: [...(opts.transformations ?? []), note] },
      );
    });
    expect(aliases["aidc:storage:PrivateBucket data-new"]).toEqual([{ name: "data-old" }]);
  });
});

describe("PrivateBucket", () => {
  test("locks versions where asked", async () => {
    const registered = await bucket({ lockDays: 365 });
    expect(find(registered, "aws:s3/bucket:Bucket", "b").inputs.objectLockEnabled).toBe(true);
    expect(part(registered, "bucketObjectLockConfiguration:BucketObjectLockConfiguration", "b-lock").rule).toEqual({
      defaultRetention: { mode: "GOVERNANCE", days: 365 },
    });
  });
});
