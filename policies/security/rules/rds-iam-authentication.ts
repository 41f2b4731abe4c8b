import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const rdsIamAuthentication = resourceRule({
  id: "RDS-08",
  name: "rds-iam-authentication",
  title: "Databases let users in by their IAM roles",
  severity: "medium",
  rationale:
    "A password is shared, copied and kept; a role's token is one person's or pod's, and ends after fifteen minutes.",
  remediation: "Set `iamDatabaseAuthenticationEnabled` to true, and grant `rds-db:connect` to who needs it.",
  controls: { ...safeguards.authentication, fsbp: ["RDS.10", "RDS.12"] },
  types: [aws.rdsCluster, aws.rdsInstance],
  check: (database) => {
    // Other engines have no such sign-in.
    if (not(database.at("engine").matches(/mysql|mariadb|postgres/)) === "yes") return [];
    const enabled = database.at("iamDatabaseAuthenticationEnabled");
    return [must(enabled.or(false).isTrue, "only passwords open the database", enabled)];
  },
});
