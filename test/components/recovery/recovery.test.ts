import { describe, expect, test } from "vitest";
import { Recovery } from "../../../components/recovery/recovery";
import type { Stack } from "../../../spec/stack";
import { find, names, register, statement } from "../harness";

const recovery = (choices: Partial<NonNullable<Stack["recovery"]>> = {}, protect?: boolean) =>
  register(
    (opts) =>
      void new Recovery(
        "ai",
        {
          region: "us-east-1",
          accountId: "111122223333",
          stackName: "prod",
          protect,
          recovery: { mode: "backup", otherRegion: "us-west-2", ...choices },
          experiments: {
            nodeGroupArns: { train: "arn:train", serve: "arn:serve" },
            subnetArns: { "use1-az4": ["arn:subnet-4"], "use1-az5": ["arn:subnet-5"] },
            nodeRoleArn: "arn:node-role",
            stopAlarmArns: ["arn:alarm"],
            logsKeyArn: "arn:logs-key",
            logRetentionDays: 90,
          },
        },
        opts,
      ),
  );

const template = "aws:fis/experimentTemplate:ExperimentTemplate";

describe("Recovery", () => {
  test("keeps backups in a locked vault, and copies under another key in the other region", async () => {
    const registered = await recovery();
    const vaults = names(registered, "aws:backup/vault:Vault");
    expect(vaults).toEqual(["ai-backups-copies-vault", "ai-backups-vault"]);
    expect(find(registered, "aws:backup/vault:Vault", "ai-backups-copies-vault")).toMatchObject({
      protect: true,
      retainOnDelete: true,
      inputs: { region: "us-west-2", name: "ai-backups-copies", kmsKeyArn: "arn:ai-backups-copies-key" },
    });
    expect(find(registered, "aws:kms/key:Key", "ai-backups-copies-key").inputs.region).toBe("us-west-2");
    const { policy } = find(registered, "aws:kms/key:Key", "ai-backups-copies-key").inputs;
    expect(statement(policy, "UseThroughBACKUP")).toMatchObject({
      Condition: { StringEquals: { "kms:ViaService": "backup.us-west-2.amazonaws.com" } },
    });
    expect(
      find(registered, "aws:backup/vaultLockConfiguration:VaultLockConfiguration", "ai-backups-lock").inputs,
    ).toEqual({ region: "us-east-1", backupVaultName: "ai-backups", minRetentionDays: 7, maxRetentionDays: 365 });
  });

  test("runs nightly and monthly, and copies each backup for as long", async () => {
    const { rules } = find(await recovery(), "aws:backup/plan:Plan", "ai-backups-plan").inputs;
    expect(rules).toMatchObject([
      {
        ruleName: "daily",
        schedule: "cron(0 3 * * ? *)",
        targetVaultName: "ai-backups",
        lifecycle: { deleteAfter: 35 },
        copyActions: [{ destinationVaultArn: "arn:ai-backups-copies-vault", lifecycle: { deleteAfter: 35 } }],
      },
      { ruleName: "monthly", lifecycle: { deleteAfter: 365 } },
    ]);
    const alone = find(await recovery({ otherRegion: undefined }), "aws:backup/plan:Plan", "ai-backups-plan");
    expect(JSON.stringify(alone.inputs)).not.toContain("copyActions");
  });

  test("selects what carries the stack's tag, and of EC2 the volumes of pods alone", async () => {
    const registered = await recovery();
    expect(find(registered, "aws:backup/selection:Selection", "ai-backups-stores").inputs).toEqual({
      name: "ai-backups-stores",
      planId: "ai-backups-plan-id",
      iamRoleArn: "arn:ai-backups-role",
      selectionTags: [{ type: "STRINGEQUALS", key: "aidc:stack", value: "prod" }],
      notResources: ["arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:volume/*", "arn:aws:s3:::*"],
    });
    expect(find(registered, "aws:backup/selection:Selection", "ai-backups-volumes").inputs.conditions).toEqual([
      {
        stringEquals: [
          { key: "aws:ResourceTag/ebs.csi.aws.com/cluster", value: "true" },
          { key: "aws:ResourceTag/aidc:stack", value: "prod" },
        ],
      },
    ]);
  });

  test("restores the latest backups every week, unless told not to", async () => {
    const { name, recoveryPointSelection } = find(
      await recovery(),
      "aws:backup/restoreTestingPlan:RestoreTestingPlan",
      "ai-backups-restore-tests",
    ).inputs;
    expect(name).toBe("ai_backups_weekly");
    expect(recoveryPointSelection).toMatchObject({ includeVaults: ["arn:ai-backups-vault"] });
    const none = await recovery({ backups: { restoreTests: false } });
    expect(names(none, "aws:backup/restoreTestingPlan:RestoreTestingPlan")).toEqual([]);
  });

  test("locks for good only where the file says compliance", async () => {
    const lock = find(
      await recovery({ backups: { lock: "compliance" } }),
      "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
      "ai-backups-lock",
    );
    expect(lock.inputs.changeableForDays).toBe(3);
  });

  test("fails each pool's nodes, each zone and an API, and stops at an alarm", async () => {
    expect(names(await recovery(), template)).toEqual([]);
    const registered = await recovery({ experiments: true });
    expect(names(registered, template)).toEqual([
      "ai-experiments-nodes-serve",
      "ai-experiments-nodes-train",
      "ai-experiments-throttling",
      "ai-experiments-zone-use1-az4",
      "ai-experiments-zone-use1-az5",
    ]);
    expect(find(registered, template, "ai-experiments-zone-use1-az4").inputs).toMatchObject({
      actions: [
        {
          actionId: "aws:network:disrupt-connectivity",
          parameters: [
            { key: "duration", value: "PT10M" },
            { key: "scope", value: "all" },
          ],
          target: { key: "Subnets", value: "targets" },
        },
      ],
      targets: [
        { name: "targets", resourceType: "aws:ec2:subnet", resourceArns: ["arn:subnet-4"], selectionMode: "ALL" },
      ],
      stopConditions: [{ source: "aws:cloudwatch:alarm", value: "arn:alarm" }],
    });
    expect(find(registered, template, "ai-experiments-nodes-train").inputs).toMatchObject({
      actions: [{ actionId: "aws:eks:terminate-nodegroup-instances", target: { key: "Nodegroups", value: "targets" } }],
      targets: [{ resourceType: "aws:eks:nodegroup", resourceArns: ["arn:train"], selectionMode: "ALL" }],
    });
    // What AWS FIS takes at most of each: its API reference, CreateExperimentTemplate and its target's input.
    for (const { inputs } of registered.filter(({ type }) => type === template)) {
      const { targets, stopConditions } = inputs as {
        targets: { resourceArns: string[] }[];
        stopConditions: unknown[];
      };
      expect(stopConditions.length).toBeLessThanOrEqual(5);
      for (const { resourceArns } of targets) expect(resourceArns.length).toBeLessThanOrEqual(5);
    }
    const { policy } = find(registered, "aws:iam/rolePolicy:RolePolicy", "ai-experiments-faults").inputs;
    expect(JSON.stringify(policy)).toContain("logs:CreateLogDelivery");
  });

  test("shares a name with the other region, by failover or by nearness", async () => {
    const failover = {
      zoneId: "Z123456789",
      name: "chat.example.com",
      endpoint: "east.example.com",
      role: "primary",
    } as const;
    const record = async (role: "primary" | "active") =>
      find(await recovery({ failover: { ...failover, role } }), "aws:route53/record:Record", "ai-failover-record")
        .inputs;
    expect(await record("primary")).toMatchObject({
      setIdentifier: "us-east-1",
      healthCheckId: "ai-failover-health-id",
      failoverRoutingPolicies: [{ type: "PRIMARY" }],
      ttl: 60,
    });
    expect(await record("active")).toMatchObject({ latencyRoutingPolicies: [{ region: "us-east-1" }] });
  });
});
