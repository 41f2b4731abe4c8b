import { publicAccessFlags } from "../../aws/buckets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not, truthOf } from "../../../plan/property";

export const s3AccessPoints = resourceRule({
  id: "S3-12",
  name: "s3-access-points",
  title: "Access points answer to a VPC alone",
  severity: "high",
  rationale:
    "An access point is a second door to the bucket, with a policy of its own that a review of the bucket's misses.",
  remediation: "Set `vpcConfiguration.vpcId`, and leave the four flags of `publicAccessBlockConfiguration` on.",
  controls: { ...safeguards.boundary, fsbp: ["S3.19"] },
  types: [aws.accessPoint],
  check: (accessPoint) => {
    const vpc = accessPoint.at("vpcConfiguration");
    const block = accessPoint.at("publicAccessBlockConfiguration");
    return [
      must(truthOf(vpc.isPresent), "the access point answers to the internet", vpc),
      ...publicAccessFlags.map((flag) => must(not(block.at(flag).isFalse), "it may be made public", block.at(flag))),
    ];
  },
});
