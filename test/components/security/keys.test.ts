import { describe, expect, test } from "vitest";
import { Keys } from "../../../components/security/keys";
import { find, names, register, statement } from "../harness";

const keys = (protect?: boolean) =>
  register((opts) => void new Keys("ai", { region: "us-east-1", accountId: "111122223333", protect }, opts));

async function policyOf(domain: string): Promise<{ Statement: Record<string, unknown>[] }> {
  const { policy } = find(await keys(), "aws:kms/key:Key", `ai-${domain}`).inputs;
  return JSON.parse(String(policy)) as { Statement: Record<string, unknown>[] };
}

describe("Keys", () => {
  test("makes a rotated key and an alias for each domain", async () => {
    const registered = await keys();
    expect(names(registered, "aws:kms/key:Key")).toEqual([
      "ai-audit",
      "ai-cluster",
      "ai-ebs",
      "ai-logs",
      "ai-messaging",
      "ai-storage",
    ]);
    for (const key of registered.filter(({ type }) => type === "aws:kms/key:Key")) {
      expect(key).toMatchObject({
        parent: "ai",
        protect: true,
        retainOnDelete: true,
        inputs: { enableKeyRotation: true, rotationPeriodInDays: 365, deletionWindowInDays: 30 },
      });
    }
    expect(find(registered, "aws:kms/alias:Alias", "ai-ebs").inputs).toEqual({
      name: "alias/ai-ebs",
      targetKeyId: "ai-ebs-id",
    });
  });

  test("lets go of its keys where told to", async () => {
    expect(find(await keys(false), "aws:kms/key:Key", "ai-logs")).toMatchObject({
      protect: false,
      retainOnDelete: false,
    });
  });

  test("lets the account administer a key but not use it as such", async () => {
    for (const domain of ["cluster", "ebs", "storage", "logs", "audit", "messaging"]) {
      const { Statement } = await policyOf(domain);
      const [administration, ...others] = Statement;
      expect(administration).toMatchObject({ Principal: { AWS: "arn:aws:iam::111122223333:root" } });
      expect(JSON.stringify(administration)).not.toMatch(
        /kms:(\*|Encrypt|Decrypt|ReEncrypt|GenerateDataKey|CreateGrant)/,
      );
      for (const { Principal, Condition } of others) {
        if (JSON.stringify(Principal) !== '{"Service":"events.amazonaws.com"}') expect(Condition).toBeDefined();
      }
    }
  });

  test("lets Auto Scaling and Spot start nodes with encrypted volumes", async () => {
    const policy = JSON.stringify(await policyOf("ebs"));
    const roles = [
      "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*",
      "arn:aws:iam::111122223333:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
    ];
    expect(statement(policy, "InstanceLaunches")).toMatchObject({
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "kms:CallerAccount": "111122223333" }, ArnLike: { "aws:PrincipalArn": roles } },
    });
    expect(statement(policy, "InstanceLaunchGrants")).toMatchObject({
      Action: "kms:CreateGrant",
      Condition: { ArnLike: { "aws:PrincipalArn": roles }, Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
    expect(statement(policy, "UseThroughEC2")).toMatchObject({
      Condition: {
        StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "ec2.us-east-1.amazonaws.com" },
      },
    });
  });

  test("lets services use a key for this account's own resources", async () => {
    expect(statement(JSON.stringify(await policyOf("logs")), "CloudWatchLogs")).toMatchObject({
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:log-group:*" },
      },
    });
    const trails = "arn:aws:cloudtrail:us-east-1:111122223333:trail/*";
    expect(statement(JSON.stringify(await policyOf("audit")), "CloudTrailEncrypts")).toMatchObject({
      Condition: { ArnLike: { "aws:SourceArn": trails, "kms:EncryptionContext:aws:cloudtrail:arn": trails } },
    });
    expect(statement(JSON.stringify(await policyOf("messaging")), "AlarmsAndBudgets")).toMatchObject({
      Principal: { Service: ["aps.amazonaws.com", "budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });
});
