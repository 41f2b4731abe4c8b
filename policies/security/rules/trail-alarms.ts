import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const trailAlarms = resourceRule({
  id: "TRAIL-04",
  name: "trail-alarms",
  title: "The trail's events reach CloudWatch Logs, where alarms see them",
  severity: "low",
  rationale: "In the bucket the events are proof for later; in a log group they raise an alarm now.",
  remediation: "Set `cloudWatchLogsGroupArn` and `cloudWatchLogsRoleArn`.",
  controls: { ...safeguards.auditLogs, cisAws: ["4.4"], fsbp: ["CloudTrail.5"] },
  types: [aws.trail],
  check: (trail) => {
    const group = trail.at("cloudWatchLogsGroupArn");
    return [must(truthOf(group.isPresent), "no alarm sees the trail's events", group)];
  },
});
