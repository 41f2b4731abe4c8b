import * as backup from "@pulumi/aws/backup";
import * as kms from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";
import { fittedName } from "../autonaming";
import type { Account } from "../security/account";
import { administration, throughService } from "../security/keyPolicies";
import type { PolicyDocuments } from "../security/policyDocuments";

export interface VaultArgs {
  /** Where the vault stands: `account.region`, which may be another than the provider's. */
  account: Account;
  /** Fewest and most days that a backup is kept there: nobody deletes one sooner. */
  lockDays: { min: number; max: number };
  /** Make the lock final three days after it was made: not even the account's root user ends it then. */
  compliance: boolean;
  protect: boolean;
}

/** A vault with a key of its own, locked: who can delete data cannot delete its backups. */
export function lockedVault(
  name: string,
  { account, lockDays, compliance, protect }: VaultArgs,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): backup.Vault {
  const { region } = account;
  const kept = { ...opts, protect, retainOnDelete: protect };
  const key = new kms.Key(
    `${name}-key`,
    {
      region,
      description: `${name}: backups`,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policies.render(`${name}-key`, "policy", [administration(account), ...throughService(account, "backup")]),
      tags: { Name: `${name}-key` },
    },
    kept,
  );
  const vault = new backup.Vault(`${name}-vault`, { region, name: fittedName(name, 50), kmsKeyArn: key.arn }, kept);
  new backup.VaultLockConfiguration(
    `${name}-lock`,
    {
      region,
      backupVaultName: vault.name,
      minRetentionDays: lockDays.min,
      maxRetentionDays: lockDays.max,
      // Without the days the lock is in governance mode: those whom IAM lets may still end it.
      changeableForDays: compliance ? 3 : undefined,
    },
    opts,
  );
  return vault;
}
