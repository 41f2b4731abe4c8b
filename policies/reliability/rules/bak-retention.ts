import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const bakRetention = resourceRule({
  id: "BAK-02",
  name: "bak-retention",
  title: "Backup plans run by a schedule, and keep backups for long enough",
  severity: "medium",
  rationale:
    "A plan without a schedule never runs; one that keeps backups for a day has none of the time before the mistake.",
  remediation: "Set each rule's `schedule`, and `lifecycle.deleteAfter` to `minDays` or more.",
  controls: { ...safeguards.backup },
  types: [aws.backupPlan],
  parameters: {
    minDays: {
      description: "Shortest time that backups are kept, days.",
      schema: { type: "integer", minimum: 1 },
      weaker: "lower",
      default: 30,
      byEnvironment: { staging: 7, development: 1 },
    },
  },
  check: (plan, { parameters }) => {
    const rules = plan.at("rules");
    if (rules.isUnknown) return [must("unknown", "the plan keeps nothing", rules)];
    return rules.elements.flatMap((rule) => {
      const [schedule, continuous, days] = [
        rule.at("schedule"),
        rule.at("enableContinuousBackup"),
        rule.at("lifecycle", "deleteAfter"),
      ];
      // AWS keeps continuous backups for 35 days at most.
      const least = continuous.isTrue === "yes" ? Math.min(parameters.minDays, 35) : parameters.minDays;
      return [
        must(truthOf(schedule.isPresent || continuous.isTrue === "yes"), "the plan never runs by itself", schedule),
        must(days.isAbsent ? "yes" : days.atLeast(least), `backups are kept less than ${least} days`, days),
      ];
    });
  },
});
