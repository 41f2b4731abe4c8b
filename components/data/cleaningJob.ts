import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as eks from "@pulumi/aws/eks";
import type * as emrcontainers from "@pulumi/aws/emrcontainers";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as scheduler from "@pulumi/aws/scheduler";
import type * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { cleaningNamespace } from "../../spec/cleaning";
import type { CleaningJob as CleaningJobSpec } from "../../spec/stack";
import { podIdentityTrust } from "../compute/trustPolicies";
import type { Account } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import type { ObjectStore } from "../storage/objectStore";
import { cleaningEntry, cleaningPackage, entryPoint } from "./cleaningProgram";
import { cleaningStatements } from "./cleaningRole";
import { emrServiceAccounts, type SparkComponent } from "./emrServiceAccounts";
import { startJobRun } from "./startJobRun";

export interface CleaningJobArgs {
  /** As the stack file declares it. */
  job: CleaningJobSpec;
  objectStore: ObjectStore;
  account: Account;
  clusterName: pulumi.Input<string>;
  storageKeyArn: pulumi.Input<string>;
  virtualCluster: emrcontainers.VirtualCluster;
  logGroup: cloudwatch.LogGroup;
  deadLetters: sqs.Queue;
  scheduleGroup: scheduler.ScheduleGroup;
  /** What the schedule starts runs as. */
  starter: iam.Role;
}

/** One data set that is cleaned on a schedule: its role, its program and rules, and the schedule. */
export class CleaningJob extends pulumi.ComponentResource {
  readonly role: iam.Role;
  /** Pod Identity for the service accounts that EMR makes for this role. */
  readonly identities: Record<SparkComponent, eks.PodIdentityAssociation>;
  readonly entry: s3.BucketObjectv2;
  readonly packages: s3.BucketObjectv2;
  readonly rules: s3.BucketObjectv2;
  readonly schedule: scheduler.Schedule;

  constructor(name: string, args: CleaningJobArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:data:CleaningJob", name, {}, opts);
    const { job } = args;
    const policies = new PolicyDocuments();
    const to = this.bucketOf(args, job.to.bucket);
    // Spark takes no notice of keys that begin so, and the results' own prefix cannot.
    const prefix = `_cleaning/${job.name}/`;

    this.role = this.createRole(name, args, prefix, policies);
    this.identities = this.identify(name, args);
    const put = (file: string, source: pulumi.asset.Asset | pulumi.asset.Archive) =>
      new s3.BucketObjectv2(
        `${name}-${file}`,
        { bucket: to.bucket, key: `${prefix}${file}`, source },
        { parent: this },
      );
    this.entry = put(entryPoint, cleaningEntry());
    this.packages = put("cleaning.zip", cleaningPackage());
    this.rules = put("rules.yaml", new pulumi.asset.StringAsset(stringify(job.rules)));
    this.schedule = this.createSchedule(name, args);
    this.registerOutputs({ roleArn: this.role.arn, policyDocuments: policies.byProperty });
  }

  private bucketOf({ job, objectStore }: CleaningJobArgs, label: string): s3.Bucket {
    const store = objectStore.buckets[label];
    if (store) return store.bucket;
    throw new pulumi.RunError(`cleaning ${job.name}: there is no bucket ${label}`);
  }

  private createRole(name: string, args: CleaningJobArgs, programPrefix: string, policies: PolicyDocuments): iam.Role {
    const { job, storageKeyArn, logGroup } = args;
    const role = new iam.Role(
      `${name}-role`,
      { description: `Cleaning of ${job.name}`, assumeRolePolicy: pulumi.jsonStringify(podIdentityTrust) },
      { parent: this },
    );
    policies.byProperty[`${name}-role.assumeRolePolicy`] = podIdentityTrust;
    const statements = cleaningStatements({
      job,
      fromBucketArn: this.bucketOf(args, job.from.bucket).arn,
      toBucketArn: this.bucketOf(args, job.to.bucket).arn,
      programPrefix,
      storageKeyArn,
      logGroupArn: logGroup.arn,
    });
    const child = `${name}-permissions`;
    new iam.RolePolicy(
      child,
      { role: role.name, policy: policies.render(child, "policy", statements) },
      { parent: this },
    );
    return role;
  }

  private identify(name: string, { clusterName, account }: CleaningJobArgs): CleaningJob["identities"] {
    const accounts = pulumi.all([account.id, this.role.name]).apply(([id, role]) => emrServiceAccounts(id, role));
    const associate = (component: SparkComponent) =>
      new eks.PodIdentityAssociation(
        `${name}-${component}`,
        {
          clusterName,
          namespace: cleaningNamespace,
          serviceAccount: accounts.apply((names) => names[component]),
          roleArn: this.role.arn,
        },
        { parent: this },
      );
    return { client: associate("client"), driver: associate("driver"), executor: associate("executor") };
  }

  private createSchedule(name: string, args: CleaningJobArgs): scheduler.Schedule {
    const { job, account } = args;
    const uri = ({ bucket, key }: { bucket: pulumi.Input<string>; key: pulumi.Input<string> }) =>
      pulumi.interpolate`s3://${bucket}/${key}`;
    const request = startJobRun({
      job,
      virtualClusterId: args.virtualCluster.id,
      executionRoleArn: this.role.arn,
      logGroupName: args.logGroup.name,
      entryPoint: uri(this.entry),
      packages: uri(this.packages),
      rules: uri(this.rules),
      from: uri({ bucket: this.bucketOf(args, job.from.bucket).bucket, key: job.from.prefix }),
      to: uri({ bucket: this.bucketOf(args, job.to.bucket).bucket, key: job.to.prefix }),
    });
    return new scheduler.Schedule(
      `${name}-schedule`,
      {
        description: `Cleans ${job.name}`,
        groupName: args.scheduleGroup.name,
        scheduleExpression: job.schedule,
        scheduleExpressionTimezone: job.timezone,
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: `arn:${account.partition}:scheduler:::aws-sdk:emrcontainers:startJobRun`,
          roleArn: args.starter.arn,
          input: pulumi.jsonStringify(request),
          deadLetterConfig: { arn: args.deadLetters.arn },
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
        },
      },
      { parent: this, dependsOn: Object.values(this.identities) },
    );
  }
}
