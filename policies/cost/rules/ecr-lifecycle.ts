import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

export const ecrLifecycle = graphRule({
  id: "ECR-03",
  name: "ecr-lifecycle",
  title: "Image repositories forget old images",
  severity: "low",
  rationale: "A training image is tens of GB, and each commit makes one.",
  remediation: "Add an `aws.ecr.LifecyclePolicy` for the `repository`.",
  controls: { fsbp: ["ECR.3"] },
  types: [aws.ecrRepository],
  check: (repository) => [
    must(
      truthOf(repository.referrers(aws.ecrLifecyclePolicy, "repository").length > 0),
      "every image that was ever pushed is kept",
    ),
  ],
});
