import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const ecrScan = resourceRule({
  id: "ECR-01",
  name: "ecr-scan",
  title: "Image repositories scan what is pushed, and tags never move",
  severity: "medium",
  rationale: "A tag that moves runs other code tomorrow; an image that nobody scanned runs with known holes.",
  remediation: 'Set `imageScanningConfiguration.scanOnPush` to true and `imageTagMutability` to "IMMUTABLE".',
  controls: { ...safeguards.supportedSoftware, cisEks: ["5.1.1"], fsbp: ["ECR.1", "ECR.2"] },
  types: [aws.ecrRepository],
  check: (repository) => {
    const [scans, tags] = [
      repository.at("imageScanningConfiguration", "scanOnPush"),
      repository.at("imageTagMutability"),
    ];
    return [
      must(scans.or(false).isTrue, "nobody scans the images", scans),
      must(tags.or("MUTABLE").is("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"), "a tag may move to another image", tags),
    ];
  },
});
