import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const ddbRecovery = resourceRule({
  id: "DDB-01",
  name: "ddb-recovery",
  title: "Tables can be set back to any second",
  severity: "medium",
  severityIn: ({ environment }) => (environment === "production" ? "high" : undefined),
  rationale: "A job with a mistake in its key overwrites a table in minutes.",
  remediation: "Set `pointInTimeRecovery.enabled` to true.",
  controls: { ...safeguards.backup, fsbp: ["DynamoDB.2"] },
  types: [aws.table],
  check: (table) => {
    const recovery = table.at("pointInTimeRecovery", "enabled");
    return [must(recovery.or(false).isTrue, "what a mistake overwrites is gone", recovery)];
  },
  remediate: (table) => {
    const recovery = table.at("pointInTimeRecovery", "enabled");
    return recovery.isUnknown || recovery.isTrue === "yes" ? [] : [{ property: recovery, value: true }];
  },
});
