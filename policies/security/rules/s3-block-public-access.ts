import { accountBlocksPublicAccess, bucketTypes, publicAccessFlags, settingsOf } from "../../aws/buckets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must, satisfied } from "../../rule";

export const s3BlockPublicAccess = graphRule({
  id: "S3-01",
  name: "s3-block-public-access",
  title: "Every bucket blocks public access",
  severity: "critical",
  rationale:
    "The four blocks overrule whatever an ACL or a bucket policy says later: one mistaken statement cannot publish a data set.",
  remediation:
    "Add an `aws.s3.BucketPublicAccessBlock` for the bucket with all four flags true, or an `aws.s3.AccountPublicAccessBlock`.",
  controls: { ...safeguards.boundary, cisAws: ["3.1.4"], fsbp: ["S3.1", "S3.8"] },
  types: bucketTypes,
  check: (bucket, graph) => {
    if (accountBlocksPublicAccess(graph) === "yes") return [satisfied];
    const [block] = settingsOf(bucket, aws.bucketPublicAccessBlock);
    if (!block) return [must("no", "nothing blocks public access to the bucket")];
    return publicAccessFlags.map((flag) =>
      must(block.at(flag).or(false).isTrue, `the block of public access lets ${exposures[flag]}`, block.at(flag)),
    );
  },
});

const exposures = {
  blockPublicAcls: "public ACLs be set",
  blockPublicPolicy: "public bucket policies be set",
  ignorePublicAcls: "public ACLs work",
  restrictPublicBuckets: "a public policy reach the bucket",
};
