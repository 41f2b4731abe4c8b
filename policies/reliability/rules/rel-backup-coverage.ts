import { isBackedUp } from "../../aws/backups";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { anyOf } from "../../../plan/property";

export const relBackupCoverage = graphRule({
  id: "REL-04",
  name: "rel-backup-coverage",
  title: "Every file system of EFS is in a backup plan",
  severity: "medium",
  severityIn: ({ environment }) => (environment === "production" ? "high" : undefined),
  rationale: "EFS keeps no versions: what a script deletes is gone in seconds.",
  remediation:
    'Add an `aws.efs.BackupPolicy` with `status` "ENABLED", or an `aws.backup.Selection` that names the file system or its tag.',
  controls: { ...safeguards.backup, fsbp: ["EFS.2"] },
  types: [aws.efs],
  parameters: {
    required: {
      description: "Whether file systems must be backed up.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (fileSystem, graph, { parameters }) => {
    if (!parameters.required) return [];
    const own = fileSystem
      .referrers(aws.efsBackupPolicy, "fileSystemId")
      .map((policy) => policy.at("backupPolicy", "status").is("ENABLED"));
    return [must(anyOf([...own, isBackedUp(fileSystem, graph)]), "nothing backs the file system up")];
  },
});
