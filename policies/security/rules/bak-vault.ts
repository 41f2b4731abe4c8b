import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const bakVault = resourceRule({
  id: "BAK-01",
  name: "bak-vault",
  title: "Backup vaults encrypt with a key of the account's own and are not emptied on deletion",
  severity: "high",
  rationale: "A backup is a copy of everything. It must be as hard to read as the original, and harder to delete.",
  remediation: "Set `kmsKeyArn`, and leave `forceDestroy` off.",
  controls: { ...safeguards.encryptionAtRest, fsbp: ["Backup.1"] },
  types: [aws.backupVault],
  check: (vault) => {
    const force = vault.at("forceDestroy");
    return [
      ownKey(vault.at("kmsKeyArn"), "the vault names"),
      must(not(force.or(false).isTrue), "deleting the vault deletes its backups", force),
    ];
  },
});
