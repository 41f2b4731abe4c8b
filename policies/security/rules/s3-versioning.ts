import { bucketTypes, settingsOf } from "../../aws/buckets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const s3Versioning = graphRule({
  id: "S3-04",
  name: "s3-versioning",
  title: "Every bucket keeps versions",
  severity: "medium",
  rationale: "Without versions an overwritten checkpoint or a deleted data set is gone, by mistake or by ransom.",
  remediation: 'Add an `aws.s3.BucketVersioning` with `versioningConfiguration.status` "Enabled".',
  controls: { ...safeguards.backup, fsbp: ["S3.14"] },
  types: bucketTypes,
  check: (bucket) => {
    const [versioning] = settingsOf(bucket, aws.bucketVersioning);
    if (!versioning) return [must("no", "the bucket keeps no versions")];
    const status = versioning.at("versioningConfiguration", "status");
    return [must(status.is("Enabled"), "the bucket keeps no versions", status)];
  },
});
