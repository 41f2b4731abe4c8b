import { bucketTypes, settingsOf } from "../../aws/buckets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const s3LockedAudit = graphRule({
  id: "S3-07",
  name: "s3-locked-audit",
  title: "Buckets that hold the audit trail are locked",
  severity: "medium",
  severityIn: ({ environment, compliance }) =>
    environment === "production" && compliance.length > 0 ? "high" : undefined,
  rationale: "Without Object Lock, whoever takes over an administrator deletes the record of it.",
  remediation:
    "Make the bucket with `objectLockEnabled` and add an `aws.s3.BucketObjectLockConfiguration` with a default retention.",
  controls: { ...safeguards.auditProtection, fsbp: ["S3.15"] },
  types: bucketTypes,
  parameters: {
    required: {
      description: "Whether the trail's bucket must be locked.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (bucket, _graph, { parameters }) => {
    const isTrails = bucket.referrers(aws.trail, "s3BucketName").length > 0;
    if (!parameters.required || !isTrails) return [];
    const [lock] = settingsOf(bucket, aws.bucketObjectLock);
    if (!lock) return [must("no", "whoever may write the bucket may delete the audit trail")];
    const mode = lock.at("rule", "defaultRetention", "mode");
    return [must(mode.is("GOVERNANCE", "COMPLIANCE"), "the lock holds nothing by default", mode, lock)];
  },
});
