import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const rdsDeletionProtection = resourceRule({
  id: "RDS-04",
  name: "rds-deletion-protection",
  title: "Databases refuse to be deleted, and leave a snapshot when they are",
  severity: "high",
  rationale: "A database that is replaced by mistake takes its automatic backups with it.",
  remediation: "Set `deletionProtection` to true and `skipFinalSnapshot` to false with a `finalSnapshotIdentifier`.",
  controls: { ...safeguards.deletionGuard, fsbp: ["RDS.7", "RDS.8"] },
  types: [aws.rdsCluster, aws.rdsInstance],
  parameters: {
    required: {
      description: "Whether databases must refuse their deletion.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (database, { parameters }) => {
    if (!parameters.required) return [];
    const [protection, skips] = [database.at("deletionProtection"), database.at("skipFinalSnapshot")];
    return [
      must(protection.or(false).isTrue, "one call deletes the database", protection),
      must(not(skips.or(false).isTrue), "its deletion leaves no snapshot", skips),
    ];
  },
});
