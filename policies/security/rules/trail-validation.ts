import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const trailValidation = resourceRule({
  id: "TRAIL-02",
  name: "trail-validation",
  title: "Log files of the trail are signed",
  severity: "high",
  rationale: "Without digests nobody can say whether the log was changed after the fact.",
  remediation: "Set `enableLogFileValidation` to true.",
  controls: { ...safeguards.auditProtection, cisAws: ["4.2"], fsbp: ["CloudTrail.4"] },
  types: [aws.trail],
  check: (trail) => {
    const signed = trail.at("enableLogFileValidation");
    return [must(signed.or(false).isTrue, "log files can be changed unseen", signed)];
  },
});
