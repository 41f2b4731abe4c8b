import type * as iam from "@pulumi/aws/iam";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import type { Bucket } from "../../spec/stack";
import type { PrivateBucket } from "./privateBucket";
import { SharedVolume } from "./sharedVolume";

export interface BucketMountsArgs {
  buckets: readonly Bucket[];
  /** By the name in the stack file. */
  stores: Record<string, PrivateBucket>;
  kubernetes: KubernetesProvider;
  region: string;
}

/** A volume of Mountpoint for Amazon S3 for each mount that the buckets declare, by `<bucket>-<namespace>`. */
export function bucketMounts(
  name: string,
  args: BucketMountsArgs,
  opts: pulumi.ComponentResourceOptions,
): Record<string, SharedVolume> {
  const mounts = args.buckets.flatMap(({ name: bucket, mounts = [] }) => mounts.map((mount) => ({ ...mount, bucket })));
  return Object.fromEntries(
    mounts.map(({ bucket, namespace, prefix, cacheGiB, readOnly = true }) => {
      const volume = new SharedVolume(
        `${name}-${bucket}-${namespace}`,
        {
          kubernetes: args.kubernetes,
          namespace,
          claimName: bucket,
          driver: "s3.csi.aws.com",
          volumeHandle: `${name}-${bucket}-${namespace}`,
          volumeAttributes: {
            bucketName: args.stores[bucket]?.bucket.bucket ?? "",
            ...(cacheGiB && { cache: "emptyDir", cacheEmptyDirSizeLimit: `${cacheGiB}Gi` }),
          },
          mountOptions: [
            `region ${args.region}`,
            ...(prefix ? [`prefix ${prefix}`] : []),
            // A training job overwrites and prunes its own files; Mountpoint refuses both unless told.
            ...(readOnly ? ["read-only"] : ["allow-delete", "allow-overwrite"]),
          ],
          // Mountpoint ignores the size; Kubernetes wants one.
          sizeGiB: 1,
          readOnly,
        },
        opts,
      );
      return [`${bucket}-${namespace}`, volume];
    }),
  );
}

/** What Mountpoint's pods may do: read what is mounted, and write where a mount is writable. */
export function mountPermissions(
  { buckets, stores }: Pick<BucketMountsArgs, "buckets" | "stores">,
  keyArn: pulumi.Input<string>,
): iam.PolicyStatement[] {
  const mounted = buckets.filter(({ mounts = [] }) => mounts.length > 0);
  const writable = mounted.filter(({ mounts = [] }) => mounts.some(({ readOnly = true }) => !readOnly));
  const arns = (list: readonly Bucket[]) => list.flatMap(({ name }) => stores[name]?.bucket.arn ?? []);
  const objects = (list: readonly Bucket[]) => arns(list).map((arn) => pulumi.interpolate`${arn}/*`);
  if (mounted.length === 0) return [];
  return [
    { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: arns(mounted) },
    { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: objects(mounted) },
    ...(writable.length > 0
      ? [
          {
            Sid: "Write",
            Effect: "Allow" as const,
            Action: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:DeleteObject"],
            Resource: objects(writable),
          },
        ]
      : []),
    { Sid: "Key", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn },
  ];
}
