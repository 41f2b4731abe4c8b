import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const rdsKms = resourceRule({
  id: "RDS-01",
  name: "rds-kms",
  title: "Databases are encrypted, with a key of the account's own",
  severity: "high",
  rationale: "A database is encrypted when it is made or never; so are its snapshots and replicas.",
  remediation: "Set `storageEncrypted` to true and `kmsKeyId`.",
  controls: { ...safeguards.encryptionAtRest, cisAws: ["3.2.1"], fsbp: ["RDS.3", "RDS.27"] },
  types: [aws.rdsCluster, aws.rdsInstance],
  check: (database) => {
    // A replica has its source's encryption.
    if (database.at("replicateSourceDb").isPresent) return [];
    const encrypted = database.at("storageEncrypted");
    return [
      must(encrypted.or(false).isTrue, "the database is not encrypted", encrypted),
      ownKey(database.at("kmsKeyId"), "the database names"),
    ];
  },
});
