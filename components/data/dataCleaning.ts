import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as emrcontainers from "@pulumi/aws/emrcontainers";
import * as scheduler from "@pulumi/aws/scheduler";
import type * as sqs from "@pulumi/aws/sqs";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { cleaningNamespace } from "../../spec/cleaning";
import type { CleaningJob as CleaningJobSpec } from "../../spec/stack";
import { alarm } from "../observability/alarms";
import { type AccountArgs, accountOf } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import type { ObjectStore } from "../storage/objectStore";
import { CleaningJob } from "./cleaningJob";
import { createNamespace, type Namespace } from "./cleaningNamespace";
import { deadLetterQueue } from "./deadLetterQueue";
import { allowStarts, schedulerRole } from "./schedulerRole";

export interface DataCleaningArgs extends AccountArgs {
  /** As the stack file declares them. */
  jobs: readonly CleaningJobSpec[];
  /** The buckets that they name. */
  objectStore: ObjectStore;
  clusterName: pulumi.Input<string>;
  /** Kubernetes minor version: its Pod Security rules hold. */
  kubernetesVersion: string;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  /** KMS keys of the buckets and of logs. */
  storageKeyArn: pulumi.Input<string>;
  logsKeyArn: pulumi.Input<string>;
  logRetentionDays: number;
  /** Hears of runs that could not be started. Runs that fail are events, of which `BaselineMonitoring` tells. */
  alarmTopicArn: pulumi.Input<string>;
}

/**
 * Cleans data sets on a schedule: EMR on EKS in a namespace of its own, and for each job a role that reaches its two folders
 * alone, its program and rules beside the results, and a schedule whose failed starts are kept and alarmed of.
 *
 * EMR makes its own way into the cluster with the virtual cluster: EKS lets nobody else grant access to a service-linked role.
 *
 * @throws pulumi.RunError where a job names a bucket that there is not.
 * @example
 * new DataCleaning("ai-cleaning", { region: "us-east-1", jobs, objectStore, clusterName: "ai", kubernetesVersion: "1.35", … });
 */
export class DataCleaning extends pulumi.ComponentResource {
  readonly namespace: Namespace;
  readonly virtualCluster: emrcontainers.VirtualCluster;
  readonly logGroup: cloudwatch.LogGroup;
  readonly deadLetters: sqs.Queue;
  readonly deadLetterAlarm: cloudwatch.MetricAlarm;
  readonly scheduleGroup: scheduler.ScheduleGroup;
  /** By the name in the stack file. */
  readonly jobs: Record<string, CleaningJob>;

  constructor(name: string, args: DataCleaningArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:data:DataCleaning", name, {}, opts);
    const account = accountOf(args, this);
    const policies = new PolicyDocuments();
    const child = { parent: this };

    this.namespace = createNamespace(name, args.kubernetesVersion, { ...child, provider: args.kubernetes });
    this.virtualCluster = this.createVirtualCluster(name, args.clusterName);
    this.logGroup = new cloudwatch.LogGroup(
      `${name}-logs`,
      { name: `/aws/emr-containers/${name}`, kmsKeyId: args.logsKeyArn, retentionInDays: args.logRetentionDays },
      child,
    );
    this.deadLetters = deadLetterQueue(`${name}-dead-letters`, policies, child);
    this.deadLetterAlarm = this.createAlarm(name, args.alarmTopicArn);
    this.scheduleGroup = new scheduler.ScheduleGroup(name, {}, child);
    const { objectStore, clusterName, storageKeyArn } = args;
    const { scheduleGroup, virtualCluster, deadLetters } = this;
    const starter = schedulerRole(`${name}-scheduler`, { scheduleGroup, account }, policies, child);
    this.jobs = Object.fromEntries(
      args.jobs.map((job) => {
        const place = {
          account,
          objectStore,
          clusterName,
          storageKeyArn,
          starter,
          virtualCluster,
          logGroup: this.logGroup,
          deadLetters,
          scheduleGroup,
        };
        return [job.name, new CleaningJob(`${name}-${job.name}`, { ...place, job }, child)];
      }),
    );
    const jobRoleArns = Object.values(this.jobs).map(({ role }) => role.arn);
    const starts = { role: starter, virtualCluster, jobRoleArns, deadLetters };
    allowStarts(`${name}-scheduler-permissions`, starts, policies, child);
    this.registerOutputs({ virtualClusterId: this.virtualCluster.id, policyDocuments: policies.byProperty });
  }

  private createVirtualCluster(name: string, clusterName: pulumi.Input<string>): emrcontainers.VirtualCluster {
    return new emrcontainers.VirtualCluster(
      `${name}-emr`,
      { containerProvider: { id: clusterName, type: "EKS", info: { eksInfo: { namespace: cleaningNamespace } } } },
      { parent: this, dependsOn: this.namespace.namespace },
    );
  }

  private createAlarm(name: string, topicArn: pulumi.Input<string>): cloudwatch.MetricAlarm {
    const description = "A cleaning run could not be started: the request and the error are in the dead-letter queue.";
    return alarm(
      `${name}-not-started`,
      {
        description,
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: this.deadLetters.name },
        statistic: "Maximum",
        threshold: 0,
      },
      topicArn,
      { parent: this },
    );
  }
}
