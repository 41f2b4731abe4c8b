import { bucketTypes, settingsOf } from "../../aws/buckets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must, satisfied } from "../../rule";

export const s3NoAcls = graphRule({
  id: "S3-09",
  name: "s3-no-acls",
  title: "Buckets take no access control lists",
  severity: "high",
  rationale:
    "An ACL grants object by object, out of the bucket policy's sight, and lets a writer from another account keep what it wrote.",
  remediation:
    'Set `rule.objectOwnership` to "BucketOwnerEnforced" in `aws.s3.BucketOwnershipControls`, and remove ACLs.',
  controls: { ...safeguards.leastPrivilege, fsbp: ["S3.2", "S3.3", "S3.12"] },
  types: bucketTypes,
  check: (bucket) => {
    const ownerships = settingsOf(bucket, aws.bucketOwnershipControls).map((controls) =>
      controls.at("rule", "objectOwnership"),
    );
    const acls = settingsOf(bucket, aws.bucketAcl).map((acl) => acl.at("acl"));
    return [
      // S3 has enforced the owner's rights on new buckets since April 2023: absent is fine.
      satisfied,
      ...ownerships.map((ownership) => must(ownership.is("BucketOwnerEnforced"), "the bucket takes ACLs", ownership)),
      ...acls.map((acl) => must(acl.is("private", "log-delivery-write"), "an ACL opens the bucket to others", acl)),
    ];
  },
});
