import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const costDatabaseSupport = resourceRule({
  id: "COST-16",
  name: "cost-database-support",
  title: "Databases do not slide into paid extended support",
  severity: "medium",
  rationale:
    "RDS enrols by default: past the end of standard support each virtual processor pays more, year after year.",
  remediation: 'Set `engineLifecycleSupport` to "open-source-rds-extended-support-disabled", and upgrade in time.',
  controls: { ...safeguards.supportedSoftware },
  types: [aws.rdsCluster, aws.rdsInstance],
  check: (database) => {
    const support = database.at("engineLifecycleSupport");
    // Only RDS' open-source engines have it.
    if (not(database.at("engine").matches(/mysql|postgres/)) === "yes") return [];
    return [
      must(
        support.or("open-source-rds-extended-support").is("open-source-rds-extended-support-disabled"),
        "the database is enrolled in extended support",
        support,
      ),
    ];
  },
});
