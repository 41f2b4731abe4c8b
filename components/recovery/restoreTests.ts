import * as backup from "@pulumi/aws/backup";
import type * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

const testedTypes = ["Aurora", "DynamoDB", "EBS"];

/** A backup that was never restored is a hope: each week the latest of each kind is restored, and deleted after a day. */
export function restoreTests(
  name: string,
  stackName: string,
  vaultArn: pulumi.Input<string>,
  role: iam.Role,
  opts: pulumi.CustomResourceOptions,
): backup.RestoreTestingPlan {
  // AWS Backup takes letters, digits and underscores here.
  const plan = new backup.RestoreTestingPlan(
    `${name}-restore-tests`,
    {
      name: `${name}_weekly`.replaceAll("-", "_"),
      scheduleExpression: "cron(0 6 ? * SUN *)",
      startWindowHours: 4,
      recoveryPointSelection: {
        algorithm: "LATEST_WITHIN_WINDOW",
        includeVaults: [vaultArn],
        recoveryPointTypes: ["SNAPSHOT"],
        selectionWindowDays: 7,
      },
    },
    opts,
  );
  for (const type of testedTypes) {
    new backup.RestoreTestingSelection(
      `${name}-restore-tests-${type.toLowerCase()}`,
      {
        name: `${type}_of_${stackName}`.replaceAll("-", "_"),
        restoreTestingPlanName: plan.name,
        protectedResourceType: type,
        iamRoleArn: role.arn,
        protectedResourceArns: ["*"],
        protectedResourceConditions: {
          stringEquals: [{ key: "aws:ResourceTag/aidc:stack", value: stackName }],
        },
        validationWindowHours: 24,
      },
      opts,
    );
  }
  return plan;
}
