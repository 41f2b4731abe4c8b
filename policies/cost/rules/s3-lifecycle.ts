import { bucketTypes, settingsOf } from "../../aws/buckets";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import { allOf, truthOf } from "../../../plan/property";

export const s3Lifecycle = graphRule({
  id: "S3-06",
  name: "s3-lifecycle",
  title: "Every bucket ends unfinished uploads and old versions",
  severity: "medium",
  rationale:
    "Parts of an upload that broke off, and every overwritten checkpoint, are billed for ever and show in no listing.",
  remediation:
    "Add an `aws.s3.BucketLifecycleConfiguration` with `abortIncompleteMultipartUpload` and `noncurrentVersionExpiration`.",
  controls: { fsbp: ["S3.10", "S3.13"] },
  types: bucketTypes,
  check: (bucket) => {
    const [lifecycle] = settingsOf(bucket, aws.bucketLifecycle);
    if (!lifecycle) return [must("no", "nothing in the bucket ever ends")];
    const rules = lifecycle.at("rules");
    const has = (...keys: string[]) =>
      rules.some((rule) => allOf([rule.at("status").is("Enabled"), truthOf(rule.at(...keys).isPresent)]));
    const versioned = settingsOf(bucket, aws.bucketVersioning).length > 0;
    return [
      must(has("abortIncompleteMultipartUpload"), "uploads that broke off are kept", rules, lifecycle),
      must(versioned ? has("noncurrentVersionExpiration") : "yes", "old versions are kept for ever", rules, lifecycle),
    ];
  },
});
