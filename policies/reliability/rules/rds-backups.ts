import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const rdsBackups = resourceRule({
  id: "RDS-03",
  name: "rds-backups",
  title: "Databases keep backups for a week at least",
  severity: "high",
  rationale: "A mistake is seldom found on the day it is made.",
  remediation: "Set `backupRetentionPeriod` to `minDays` or more.",
  controls: { ...safeguards.backup, fsbp: ["RDS.11"] },
  types: [aws.rdsCluster, aws.rdsInstance],
  parameters: {
    minDays: {
      description: "Shortest time that backups are kept, days.",
      schema: { type: "integer", minimum: 1, maximum: 35 },
      weaker: "lower",
      default: 7,
      byEnvironment: { development: 1 },
    },
  },
  check: (database, { parameters }) => {
    const days = database.at("backupRetentionPeriod");
    if (database.at("replicateSourceDb").isPresent) return [];
    // RDS' own default differs between clusters and instances, and between the console and the API.
    return [
      must(days.or(0).atLeast(parameters.minDays), `backups are kept less than ${parameters.minDays} days`, days),
    ];
  },
});
