import type * as aws from "@pulumi/aws/types/input";

export interface Lifecycle {
  /** Delete objects this many days after they were written. Default: never. */
  expireDays?: number;
  /** Keep overwritten and deleted versions this many days. Default: 30. */
  noncurrentDays?: number;
  /** Let S3 move objects that nobody reads to cheaper tiers. Default: true. */
  intelligentTiering?: boolean;
}

/** A bucket's lifecycle rules: what was begun and never finished goes after a week, always. */
export function lifecycleRules(lifecycle: Lifecycle): aws.s3.BucketLifecycleConfigurationRule[] {
  const { expireDays, noncurrentDays = 30, intelligentTiering = true } = lifecycle;
  const rule = { status: "Enabled", filter: { prefix: "" } };
  return [
    { ...rule, id: "abort-incomplete-uploads", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
    { ...rule, id: "expire-noncurrent-versions", noncurrentVersionExpiration: { noncurrentDays } },
    // Delete markers with nothing behind them slow listings down. S3 takes either this or days, not both.
    ...(expireDays
      ? [{ ...rule, id: "expire-objects", expiration: { days: expireDays } }]
      : [{ ...rule, id: "expire-delete-markers", expiration: { expiredObjectDeleteMarker: true } }]),
    ...(intelligentTiering
      ? [{ ...rule, id: "intelligent-tiering", transitions: [{ days: 0, storageClass: "INTELLIGENT_TIERING" }] }]
      : []),
  ];
}
