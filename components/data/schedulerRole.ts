import type * as emrcontainers from "@pulumi/aws/emrcontainers";
import * as iam from "@pulumi/aws/iam";
import type * as scheduler from "@pulumi/aws/scheduler";
import type * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import type { Account } from "../security/account";
import { type PolicyDocuments, serviceTrust } from "../security/policyDocuments";

/** The role that the schedules of one group start runs as. What it may do, `allowStarts` says. */
export function schedulerRole(
  name: string,
  { scheduleGroup, account }: { scheduleGroup: scheduler.ScheduleGroup; account: Account },
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): iam.Role {
  const trust = serviceTrust("scheduler.amazonaws.com", account.id, scheduleGroup.arn);
  return new iam.Role(
    name,
    { description: "Starts cleaning runs", assumeRolePolicy: policies.render(name, "assumeRolePolicy", [trust]) },
    opts,
  );
}

export interface Starts {
  role: iam.Role;
  virtualCluster: emrcontainers.VirtualCluster;
  /** What runs may run as. */
  jobRoleArns: pulumi.Input<string>[];
  deadLetters: sqs.Queue;
}

/** Lets the role start runs in one virtual cluster as its jobs' roles alone, and keep in one queue what it could not start. */
export function allowStarts(
  name: string,
  { role, virtualCluster, jobRoleArns, deadLetters }: Starts,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): iam.RolePolicy {
  const policy = policies.render(name, "policy", [
    {
      Sid: "Start",
      Effect: "Allow",
      Action: "emr-containers:StartJobRun",
      Resource: virtualCluster.arn,
      Condition: { ArnEquals: { "emr-containers:ExecutionRoleArn": jobRoleArns } },
    },
    { Sid: "KeepFailures", Effect: "Allow", Action: "sqs:SendMessage", Resource: deadLetters.arn },
  ]);
  return new iam.RolePolicy(name, { role: role.name, policy }, opts);
}
