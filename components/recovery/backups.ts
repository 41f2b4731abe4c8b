import type * as backup from "@pulumi/aws/backup";
import * as pulumi from "@pulumi/pulumi";
import { type AccountArgs, accountOf } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import { backupPlan, selections } from "./backupPlan";
import { backupRole } from "./backupRole";
import { restoreTests } from "./restoreTests";
import { lockedVault } from "./vault";

export interface BackupsArgs extends AccountArgs {
  /** Backed up is what carries this `aidc:stack` tag. */
  stackName: string;
  /** Days that daily backups are kept. Default: 35. */
  dailyDays?: number;
  /** Days that monthly backups are kept. Default: 365. */
  monthlyDays?: number;
  /** `compliance`: nobody, not even the root user, ends the lock. Default: `governance`. */
  lock?: "governance" | "compliance";
  /** Region that each backup is copied to, under a key of its own there. Default: none. */
  copyRegion?: string;
  /** Restore the latest backups every week, to see that they can be. Default: true. */
  restoreTests?: boolean;
  /** Keep vaults and keys from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * Backups of everything that carries the stack's tag: nightly and monthly, in a locked vault with its own key, copied to
 * another region on request, and restored every week to see that they can be.
 *
 * @example
 * new Backups("ai", { region: "us-east-1", stackName: "us-east-1", copyRegion: "us-west-2" });
 */
export class Backups extends pulumi.ComponentResource {
  readonly vault: backup.Vault;
  /** In the other region. */
  readonly copyVault?: backup.Vault;
  readonly plan: backup.Plan;
  readonly selections: backup.Selection[];

  constructor(name: string, args: BackupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:recovery:Backups", name, {}, opts);
    const child = { parent: this };
    const account = accountOf(args, this);
    const policies = new PolicyDocuments();
    const { dailyDays = 35, monthlyDays = 365, protect = true } = args;
    const vaultArgs = {
      lockDays: { min: Math.min(7, dailyDays), max: Math.max(dailyDays, monthlyDays) },
      compliance: args.lock === "compliance",
      protect,
    };
    const vault = lockedVault(name, { ...vaultArgs, account }, policies, child);
    const copyAccount = args.copyRegion && { ...account, region: args.copyRegion };
    const copyVault = copyAccount
      ? lockedVault(`${name}-copies`, { ...vaultArgs, account: copyAccount }, policies, child)
      : undefined;
    const role = backupRole(name, account, policies, child);
    const planArgs = { vaultName: vault.name, copyVaultArn: copyVault?.arn, dailyDays, monthlyDays };
    this.vault = vault;
    this.copyVault = copyVault;
    this.plan = backupPlan(name, planArgs, child);
    this.selections = selections(name, args.stackName, this.plan, role, account.partition, child);
    if (args.restoreTests ?? true) restoreTests(name, args.stackName, vault.arn, role, child);
    this.registerOutputs({ vaultName: vault.name, policyDocuments: policies.byProperty });
  }
}
