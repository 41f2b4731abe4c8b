import { describe, expect, test } from "vitest";
import { AuditTrail, type AuditTrailArgs } from "../../../components/security/auditTrail";
import { find, names, register, statement } from "../harness";

const audit = (over: Partial<AuditTrailArgs> = {}) =>
  register(
    (opts) =>
      void new AuditTrail(
        "audit",
        {
          region: "us-east-1",
          accountId: "111122223333",
          auditKeyArn: "arn:audit-key",
          logsKeyArn: "arn:logs-key",
          accessLogBucket: "access-logs",
          ...over,
        },
        opts,
      ),
  );

const trailArn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";

describe("AuditTrail", () => {
  test("records every region, signed and encrypted", async () => {
    expect(find(await audit(), "aws:cloudtrail/trail:Trail", "audit-trail").inputs).toEqual({
      name: "audit",
      s3BucketName: "audit-log-files-id",
      kmsKeyId: "arn:audit-key",
      cloudWatchLogsGroupArn: "arn:audit-events:*",
      cloudWatchLogsRoleArn: "arn:audit-role",
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
    });
  });

  test("lets this trail alone deliver to its locked bucket", async () => {
    const registered = await audit();
    const { policy } = find(registered, "aws:s3/bucketPolicy:BucketPolicy", "audit-log-files-policy").inputs;
    expect(statement(policy, "TrailDelivers")).toEqual({
      Sid: "TrailDelivers",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:audit-log-files/AWSLogs/111122223333/*",
      Condition: { StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" } },
    });
    expect(statement(policy, "TrailChecksAcl")).toMatchObject({
      Action: "s3:GetBucketAcl",
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    });
    const lock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    expect(find(registered, lock, "audit-log-files-lock").inputs.rule).toEqual({
      defaultRetention: { mode: "GOVERNANCE", days: 365 },
    });
    expect(names(await audit({ protect: false }), lock)).toEqual([]);
  });

  test("lets CloudTrail take the role for this trail alone", async () => {
    const { assumeRolePolicy } = find(await audit(), "aws:iam/role:Role", "audit-role").inputs;
    expect(JSON.parse(String(assumeRolePolicy))).toMatchObject({
      Statement: [
        {
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Condition: {
            StringEquals: { "aws:SourceAccount": "111122223333" },
            ArnLike: { "aws:SourceArn": trailArn },
          },
        },
      ],
    });
  });

  test("turns on what GuardDuty has for clusters, buckets and volumes", async () => {
    const registered = await audit();
    const features = registered.filter(({ type }) => type === "aws:guardduty/detectorFeature:DetectorFeature");
    expect(Object.fromEntries(features.map(({ inputs }) => [inputs.name, inputs.status]))).toEqual({
      S3_DATA_EVENTS: "ENABLED",
      EKS_AUDIT_LOGS: "ENABLED",
      EBS_MALWARE_PROTECTION: "ENABLED",
      RUNTIME_MONITORING: "ENABLED",
    });
    const runtime = features.find(({ inputs }) => inputs.name === "RUNTIME_MONITORING");
    expect(runtime?.inputs.additionalConfigurations).toContainEqual({
      name: "EKS_ADDON_MANAGEMENT",
      status: "ENABLED",
    });
  });

  test("makes only what is asked for", async () => {
    const registered = await audit({ cloudTrail: false, guardDuty: false });
    expect(registered.map(({ type }) => type)).toEqual([
      "aidc:security:AuditTrail",
      "aws:accessanalyzer/analyzer:Analyzer",
    ]);
  });
});
