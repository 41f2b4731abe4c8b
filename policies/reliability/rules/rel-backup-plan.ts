import { isBackedUp } from "../../aws/backups";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const relBackupPlan = graphRule({
  id: "REL-10",
  name: "rel-backup-plan",
  title: "Every database and table is in a backup plan",
  severity: "medium",
  severityIn: ({ environment }) => (environment === "production" ? "high" : undefined),
  rationale:
    "A database's own backups are deleted by whoever may delete the database. Those of a locked vault are not, and only they reach another region.",
  remediation:
    "Keep the `aidc:stack` tag that `recovery.backups` selects by, or name the resource in an `aws.backup.Selection`.",
  controls: { ...safeguards.backup, fsbp: ["DynamoDB.4", "RDS.26"] },
  types: [aws.rdsCluster, aws.rdsInstance, aws.table],
  parameters: {
    required: {
      description: "Whether databases and tables must be backed up besides what they keep themselves.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (store, graph, { parameters }) => {
    if (!parameters.required) return [];
    return [must(isBackedUp(store, graph), "no backup plan takes it")];
  },
});
