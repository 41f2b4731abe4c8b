import { bucketTypes, receivesAccessLogs, settingsOf } from "../../aws/buckets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { allOf, truthOf } from "../../../plan/property";

export const s3Kms = graphRule({
  id: "S3-03",
  name: "s3-kms",
  title: "Every bucket encrypts with a KMS key of the account's own",
  severity: "high",
  rationale:
    "S3's own key opens for whoever may read the bucket. A KMS key is a second lock, with its own policy and its own log.",
  remediation:
    'Add an `aws.s3.BucketServerSideEncryptionConfiguration` with `sseAlgorithm` "aws:kms", `kmsMasterKeyId` and `bucketKeyEnabled`.',
  controls: { ...safeguards.encryptionAtRest, fsbp: ["S3.17"] },
  types: bucketTypes,
  check: (bucket) => {
    // S3 delivers access logs to buckets with its own key alone.
    if (receivesAccessLogs(bucket)) return [];
    const [configuration] = settingsOf(bucket, aws.bucketEncryption);
    if (!configuration) return [must("no", "the bucket uses S3's own key")];
    const rules = configuration.at("rules");
    const byKey = rules.some((rule) => {
      const chosen = rule.at("applyServerSideEncryptionByDefault");
      return allOf([
        chosen.at("sseAlgorithm").is("aws:kms", "aws:kms:dsse"),
        truthOf(chosen.at("kmsMasterKeyId").isPresent),
      ]);
    });
    return [must(byKey, "the bucket uses no KMS key of the account's own", rules)];
  },
});
