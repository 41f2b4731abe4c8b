import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const rdsManagedPassword = resourceRule({
  id: "RDS-06",
  name: "rds-managed-password",
  title: "Secrets Manager holds and rotates databases' passwords",
  severity: "high",
  rationale: "A password in the program is in its state, its history and somebody's shell, and is never changed.",
  remediation: "Set `manageMasterUserPassword` to true, and neither `masterPassword` nor `password`.",
  controls: { ...safeguards.authentication },
  types: [aws.rdsCluster, aws.rdsInstance],
  check: (database) => {
    // A replica, and a member of a global database, has its source's users.
    if (
      ["replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier"].some(
        (key) => database.at(key).isPresent,
      )
    )
      return [];
    const managed = database.at("manageMasterUserPassword");
    return [must(managed.or(false).isTrue, "the password is in the program's state", managed)];
  },
});
