import type * as aws from "@pulumi/aws/types/input";
import type { Bucket } from "../../spec/stack";

export interface Lifecycle {
  /** Delete objects this many days after they were written. Default: never. */
  expireDays?: number;
  /** Keep overwritten and deleted versions this many days. Default: 30. */
  noncurrentDays?: number;
  /** Keep this many overwritten or deleted versions of each key whatever their age. Default: none. */
  keepNewest?: number;
  /** Let S3 move objects that nobody reads to cheaper tiers. Default: true. */
  intelligentTiering?: boolean;
}

/**
 * What each role's objects live through where the stack file says nothing else. Checkpoints are large, overwritten and
 * deleted within days: watching them for tiers costs more than it saves, and the newest few versions always stay.
 */
export const lifecycleByRole: Record<NonNullable<Bucket["role"]>, Lifecycle> = {
  raw: { noncurrentDays: 30 },
  curated: { noncurrentDays: 30 },
  checkpoints: { noncurrentDays: 7, keepNewest: 3, intelligentTiering: false },
  models: { noncurrentDays: 365 },
  logs: { expireDays: 365, noncurrentDays: 30, intelligentTiering: false },
};

/** A bucket's own settings over those of its role. */
export function lifecycleOf({ role, expireDays, noncurrentDays, keepNewest, intelligentTiering }: Bucket): Lifecycle {
  const stated = { expireDays, noncurrentDays, keepNewest, intelligentTiering };
  const known = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
  return { ...(role ? lifecycleByRole[role] : {}), ...known };
}

/** A bucket's lifecycle rules: what was begun and never finished goes after a week, always. */
export function lifecycleRules(lifecycle: Lifecycle): aws.s3.BucketLifecycleConfigurationRule[] {
  const { expireDays, noncurrentDays = 30, keepNewest, intelligentTiering = true } = lifecycle;
  const rule = { status: "Enabled", filter: { prefix: "" } };
  const noncurrentVersionExpiration = {
    noncurrentDays,
    ...(keepNewest ? { newerNoncurrentVersions: keepNewest } : {}),
  };
  return [
    { ...rule, id: "abort-incomplete-uploads", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
    { ...rule, id: "expire-noncurrent-versions", noncurrentVersionExpiration },
    // Delete markers with nothing behind them slow listings down. S3 takes either this or days, not both.
    ...(expireDays
      ? [{ ...rule, id: "expire-objects", expiration: { days: expireDays } }]
      : [{ ...rule, id: "expire-delete-markers", expiration: { expiredObjectDeleteMarker: true } }]),
    ...(intelligentTiering
      ? [{ ...rule, id: "intelligent-tiering", transitions: [{ days: 0, storageClass: "INTELLIGENT_TIERING" }] }]
      : []),
  ];
}
