import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const trailAllRegions = resourceRule({
  id: "TRAIL-01",
  name: "trail-all-regions",
  title: "The audit trail records every region, and is on",
  severity: "medium",
  severityIn: ({ compliance }) => (compliance.length > 0 ? "high" : undefined),
  rationale: "Whoever breaks in works in the region where nobody looks.",
  remediation: "Set `isMultiRegionTrail` to true; leave `enableLogging` and `includeGlobalServiceEvents` on.",
  controls: { ...safeguards.auditLogs, cisAws: ["4.1"], fsbp: ["CloudTrail.1"] },
  types: [aws.trail],
  check: (trail) => {
    const [regions, on, global] = [
      trail.at("isMultiRegionTrail"),
      trail.at("enableLogging"),
      trail.at("includeGlobalServiceEvents"),
    ];
    return [
      must(regions.or(false).isTrue, "other regions are not recorded", regions),
      must(on.or(true).isTrue, "the trail is off", on),
      must(global.or(true).isTrue, "IAM and STS are not recorded", global),
    ];
  },
});
