import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { Account } from "../security/account";
import type { PolicyDocuments } from "../security/policyDocuments";

/** As whom AWS Backup reads what it backs up, and writes what it restores. */
export function backupRole(
  name: string,
  account: Account,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): iam.Role {
  const role = new iam.Role(
    `${name}-role`,
    {
      description: "AWS Backup: backs the stack's stores up, and restores them",
      assumeRolePolicy: policies.render(`${name}-role`, "assumeRolePolicy", [
        {
          Effect: "Allow",
          Principal: { Service: "backup.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": account.id } },
        },
      ]),
    },
    opts,
  );
  for (const policy of ["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"]) {
    new iam.RolePolicyAttachment(
      `${name}-${policy}`,
      { role: role.name, policyArn: `arn:${account.partition}:iam::aws:policy/service-role/${policy}` },
      opts,
    );
  }
  return role;
}
