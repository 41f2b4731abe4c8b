import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

export const bakVaultLock = graphRule({
  id: "BAK-03",
  name: "bak-vault-lock",
  title: "Backup vaults are locked",
  severity: "medium",
  rationale: "Who takes over an account, or errs in it, deletes the backups first. A lock keeps them for their time.",
  remediation: "Add an `aws.backup.VaultLockConfiguration` with `minRetentionDays` for the vault.",
  controls: { ...safeguards.deletionGuard },
  types: [aws.backupVault],
  parameters: {
    required: {
      description: "Whether vaults must be locked.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (vault, _graph, { parameters }) => {
    if (!parameters.required) return [];
    const locks = vault.referrers(aws.backupVaultLock, "backupVaultName");
    return [must(truthOf(locks.length > 0), "whoever may delete backups may delete them all")];
  },
});
