import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../../spec/stack";
import type { AccountArgs } from "../security/account";
import { Backups } from "./backups";
import { Experiments, type ExperimentsArgs } from "./experiments";
import { Failover } from "./failover";

export interface RecoveryArgs extends AccountArgs {
  stackName: string;
  recovery: NonNullable<Stack["recovery"]>;
  /** Keep vaults and keys from being deleted by Pulumi. Default: true. */
  protect?: boolean;
  /** What experiments fail, and what stops them. */
  experiments: Omit<ExperimentsArgs, keyof AccountArgs>;
}

/**
 * What brings a region back: backups, the record that moves users to another region, and experiments that show it works. Its
 * mode says how much of the other region stands beforehand: nothing (`backup`), all but nodes (`pilot-light`), all
 * (`active-active`); the other region is a stack of its own.
 *
 * @example
 * new Recovery("ai", { region: "us-east-1", stackName: "us-east-1", recovery: { mode: "backup", otherRegion: "us-west-2" }, experiments });
 */
export class Recovery extends pulumi.ComponentResource {
  readonly backups: Backups;
  readonly failover?: Failover;
  readonly experiments?: Experiments;

  constructor(name: string, args: RecoveryArgs, opts?: pulumi.ComponentResourceOptions) {
    const { region, accountId, recovery } = args;
    // The plan reads them from here.
    const { mode, otherRegion, planning } = recovery;
    super("aidc:recovery:Recovery", name, { mode, otherRegion, planning }, opts);
    const child = { parent: this };
    const place = { region, accountId };
    const { stackName, protect } = args;
    this.backups = new Backups(
      `${name}-backups`,
      { ...place, ...recovery.backups, stackName, protect, copyRegion: recovery.otherRegion },
      child,
    );
    if (recovery.failover) {
      this.failover = new Failover(`${name}-failover`, { ...recovery.failover, region }, child);
    }
    if (recovery.experiments) {
      this.experiments = new Experiments(`${name}-experiments`, { ...place, ...args.experiments }, child);
    }
    this.registerOutputs({ vaultName: this.backups.vault.name });
  }
}
