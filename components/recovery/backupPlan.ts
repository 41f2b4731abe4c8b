import * as backup from "@pulumi/aws/backup";
import type * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { fittedName } from "../autonaming";

export interface BackupPlanArgs {
  vaultName: pulumi.Input<string>;
  /** The vault in another region that each backup is copied to. */
  copyVaultArn?: pulumi.Input<string>;
  /** Days that daily backups are kept, and monthly ones. */
  dailyDays: number;
  monthlyDays: number;
}

/** Nightly backups, from which databases also go back to any second; and one a month, kept long. */
export function backupPlan(name: string, args: BackupPlanArgs, opts: pulumi.CustomResourceOptions): backup.Plan {
  const rule = (ruleName: string, schedule: string, deleteAfter: number) => ({
    ruleName,
    targetVaultName: args.vaultName,
    schedule,
    startWindow: 60,
    completionWindow: 600,
    lifecycle: { deleteAfter },
    copyActions: args.copyVaultArn
      ? [{ destinationVaultArn: args.copyVaultArn, lifecycle: { deleteAfter } }]
      : undefined,
  });
  return new backup.Plan(
    `${name}-plan`,
    {
      name: fittedName(name, 50),
      rules: [
        rule("daily", "cron(0 3 * * ? *)", args.dailyDays),
        rule("monthly", "cron(0 4 1 * ? *)", args.monthlyDays),
      ],
    },
    opts,
  );
}

/**
 * What the plan covers: everything that carries the stack's tag, whoever made it. Not instances and their root volumes, which
 * hold nothing of their own, and not buckets, which keep versions; volumes of pods are selected as what they are.
 */
export function selections(
  name: string,
  stackName: string,
  plan: backup.Plan,
  role: iam.Role,
  partition: string,
  opts: pulumi.CustomResourceOptions,
): backup.Selection[] {
  const [instances, volumes] = ["instance", "volume"].map((kind) => `arn:${partition}:ec2:*:*:${kind}/*`);
  const tagged = new backup.Selection(
    `${name}-stores`,
    {
      name: fittedName(`${name}-stores`, 50),
      planId: plan.id,
      iamRoleArn: role.arn,
      selectionTags: [{ type: "STRINGEQUALS", key: "aidc:stack", value: stackName }],
      notResources: [instances ?? "", volumes ?? "", `arn:${partition}:s3:::*`],
    },
    opts,
  );
  const podVolumes = new backup.Selection(
    `${name}-volumes`,
    {
      name: fittedName(`${name}-volumes`, 50),
      planId: plan.id,
      iamRoleArn: role.arn,
      resources: [volumes ?? ""],
      conditions: [
        {
          stringEquals: [
            { key: "aws:ResourceTag/ebs.csi.aws.com/cluster", value: "true" },
            { key: "aws:ResourceTag/aidc:stack", value: stackName },
          ],
        },
      ],
    },
    opts,
  );
  return [tagged, podVolumes];
}
