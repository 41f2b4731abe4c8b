import type { GraphResource } from "../../../plan/graph";
import { not, truthOf } from "../../../plan/property";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const rdsManagedPassword = graphRule({
  id: "RDS-06",
  name: "rds-managed-password",
  title: "Secrets Manager holds and rotates databases' passwords",
  severity: "high",
  rationale: "A password in the program is in its state, its history and somebody's shell, and is never changed.",
  remediation:
    "Set `manageMasterUserPassword` to true, and neither `masterPassword` nor `password`. RDS manages none of a global database: give its primary `masterPasswordWo`, from Secrets Manager.",
  controls: { ...safeguards.authentication },
  types: [aws.rdsCluster, aws.rdsInstance],
  check: (database) => {
    // A replica has its source's users.
    const sources = ["replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier"];
    if (sources.some((key) => database.at(key).isPresent)) return [];
    if (isOfGlobalDatabase(database)) {
      const inState = truthOf(database.at("masterPassword").isPresent);
      return [must(not(inState), "the global database's password is in the program's state")];
    }
    const managed = database.at("manageMasterUserPassword");
    return [must(managed.or(false).isTrue, "the password is in the program's state", managed)];
  },
});

/** RDS manages no password of a global database's clusters, of which all but the primary have none of their own. */
function isOfGlobalDatabase(database: GraphResource): boolean {
  const source = database.referrers("aws:rds/globalCluster:GlobalCluster", "sourceDbClusterIdentifier");
  return database.at("globalClusterIdentifier").isPresent || source.length > 0;
}
