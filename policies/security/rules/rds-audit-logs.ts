import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const rdsAuditLogs = resourceRule({
  id: "RDS-07",
  name: "rds-audit-logs",
  title: "Databases export their logs",
  severity: "medium",
  severityIn: ({ compliance }) => (compliance.length > 0 ? "high" : undefined),
  rationale: "Who connected and what failed is in the engine's log, which lives and dies with the instance.",
  remediation: 'Set `enabledCloudwatchLogsExports`: of PostgreSQL "postgresql", of MySQL "audit" and "error".',
  controls: { ...safeguards.auditLogs, fsbp: ["RDS.9", "RDS.34"] },
  types: [aws.rdsCluster, aws.rdsInstance],
  check: (database) => {
    const exports = database.at("enabledCloudwatchLogsExports");
    return [
      must(
        exports.isUnknown ? "unknown" : truthOf(exports.elements.length > 0),
        "the log dies with the instance",
        exports,
      ),
    ];
  },
});
