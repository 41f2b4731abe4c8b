import type * as iam from "@pulumi/aws/iam";
import { type Account, arn, iamArn } from "./account";

/** What a key protects. One key a domain: who may read logs needs no key to the data. */
export const keyDomains = ["cluster", "ebs", "storage", "logs", "audit", "messaging"] as const;
export type KeyDomain = (typeof keyDomains)[number];

/**
 * A domain key's policy: the account administers it, and only the domain's services use it, for this account. Whom of
 * the account's principals the services may act for stays IAM's to say.
 */
export function keyPolicy(domain: KeyDomain, account: Account): iam.PolicyStatement[] {
  return [administration(account), ...domainStatements[domain](account)];
}

const cryptography = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"];
const encryption = [...cryptography, "kms:DescribeKey"];

const domainStatements: Record<KeyDomain, (account: Account) => iam.PolicyStatement[]> = {
  cluster: (account) => [clusterSecrets(account)],
  ebs: (account) => [...throughService(account, "ec2"), ...instanceLaunches(account)],
  storage: (account) => [
    ...["s3", "s3express", "fsx", "rds", "dynamodb", "secretsmanager", "elasticfilesystem"].flatMap((service) =>
      throughService(account, service),
    ),
    inventories(account),
    linkedFileSystems(account),
  ],
  logs: (account) => [cloudWatchLogs(account), ...throughService(account, "aps")],
  audit: (account) => [...cloudTrail(account), ...throughService(account, "s3")],
  messaging: (account) => [...alarmPublishers(account), ...throughService(account, "sns")],
};

/** S3 encrypts the lists of a bucket's objects as itself. */
function inventories(account: Account): iam.PolicyStatement {
  return {
    Sid: "Inventories",
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "kms:GenerateDataKey",
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": account.id } },
  };
}

/**
 * FSx for Lustre reads and writes linked buckets as a service-linked role of each file system, which IAM cannot widen. Source:
 * FSx for Lustre User Guide, "Working with server-side encrypted Amazon S3 buckets", read 2026-11-25.
 */
function linkedFileSystems(account: Account): iam.PolicyStatement {
  const role = "role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/AWSServiceRoleForFSxS3Access_*";
  return {
    Sid: "LinkedFileSystems",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: encryption,
    Resource: "*",
    Condition: {
      StringEquals: { "kms:CallerAccount": account.id, "kms:ViaService": viaService(account, "s3") },
      ArnLike: { "aws:PrincipalArn": iamArn(account, role) },
    },
  };
}

/** Everything but using the key. It keeps the account's administrators from locking themselves out. */
export function administration(account: Account): iam.PolicyStatement {
  return {
    Sid: "Administration",
    Effect: "Allow",
    Principal: { AWS: iamArn(account, "root") },
    Action: [
      "kms:CancelKeyDeletion",
      "kms:DescribeKey",
      "kms:DisableKey",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListAliases",
      "kms:ListGrants",
      "kms:ListKeyPolicies",
      "kms:ListKeyRotations",
      "kms:ListResourceTags",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:UpdateAlias",
      "kms:PutKeyPolicy",
      "kms:RevokeGrant",
      "kms:RotateKeyOnDemand",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateKeyDescription",
    ],
    Resource: "*",
  };
}

/** The account's principals, where IAM lets them, by way of the service alone. */
export function throughService(account: Account, service: string): iam.PolicyStatement[] {
  const through = { "kms:CallerAccount": account.id, "kms:ViaService": viaService(account, service) };
  const principal = { AWS: iamArn(account, "root") };
  const label = service.toUpperCase();
  return [
    {
      Sid: `UseThrough${label}`,
      Effect: "Allow",
      Principal: principal,
      Action: encryption,
      Resource: "*",
      Condition: { StringEquals: through },
    },
    {
      Sid: `GrantThrough${label}`,
      Effect: "Allow",
      Principal: principal,
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { StringEquals: through, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** EKS uses the key as the cluster's role, and takes a grant from whoever makes the cluster. Both need IAM's leave too. */
function clusterSecrets(account: Account): iam.PolicyStatement {
  return {
    Sid: "ClusterSecrets",
    Effect: "Allow",
    Principal: { AWS: iamArn(account, "root") },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:ListGrants", "kms:CreateGrant"],
    Resource: "*",
    Condition: { StringEquals: { "kms:CallerAccount": account.id } },
  };
}

/**
 * EC2 Auto Scaling and EC2 Spot launch nodes as their service-linked roles, which IAM cannot widen: the key names them.
 * By condition, since a principal that does not exist yet makes a policy invalid, and a new account has neither role.
 */
function instanceLaunches(account: Account): iam.PolicyStatement[] {
  const condition = {
    StringEquals: { "kms:CallerAccount": account.id },
    ArnLike: {
      "aws:PrincipalArn": [
        iamArn(account, "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*"),
        iamArn(account, "role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot"),
      ],
    },
  };
  return [
    {
      Sid: "InstanceLaunches",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: encryption,
      Resource: "*",
      Condition: condition,
    },
    {
      Sid: "InstanceLaunchGrants",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { ...condition, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** CloudWatch Logs names the log group it encrypts for: only this account's. */
function cloudWatchLogs(account: Account): iam.PolicyStatement {
  return {
    Sid: "CloudWatchLogs",
    Effect: "Allow",
    Principal: { Service: `logs.${account.region}.amazonaws.com` },
    // A call that describes the key has no context to judge.
    Action: cryptography,
    Resource: "*",
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arn(account, "logs", "log-group:*") } },
  };
}

function cloudTrail(account: Account): iam.PolicyStatement[] {
  const trails = arn(account, "cloudtrail", "trail/*");
  return [
    {
      Sid: "CloudTrailEncrypts",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: {
        ArnLike: { "aws:SourceArn": trails, "kms:EncryptionContext:aws:cloudtrail:arn": trails },
      },
    },
    {
      Sid: "CloudTrailDescribesKey",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { ArnLike: { "aws:SourceArn": trails } },
    },
  ];
}

/**
 * Who publishes alarms to encrypted topics, with the actions that the user guides of CloudWatch, Budgets and Amazon Managed Service for
 * Prometheus ("Giving Amazon Managed Service for Prometheus permission to send alert messages") ask for. EventBridge is named without the account: AWS documents no condition that
 * its deliveries to SNS would meet.
 */
function alarmPublishers(account: Account): iam.PolicyStatement[] {
  const Action = ["kms:Decrypt", "kms:GenerateDataKey*"];
  return [
    {
      Sid: "AlarmsAndBudgets",
      Effect: "Allow",
      Principal: { Service: ["aps.amazonaws.com", "budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
      Action,
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": account.id } },
    },
    { Sid: "EventRules", Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action, Resource: "*" },
  ];
}

function viaService({ partition, region }: Account, service: string): string {
  return `${service}.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
}
