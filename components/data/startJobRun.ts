import * as pulumi from "@pulumi/pulumi";
import type { CleaningJob } from "../../spec/stack";

export interface StartJobRunArgs {
  job: CleaningJob;
  virtualClusterId: pulumi.Input<string>;
  executionRoleArn: pulumi.Input<string>;
  logGroupName: pulumi.Input<string>;
  /** S3 URIs of the program, its package and the rules. */
  entryPoint: pulumi.Input<string>;
  packages: pulumi.Input<string>;
  rules: pulumi.Input<string>;
  /** S3 URIs of the data set and of the results. */
  from: pulumi.Input<string>;
  to: pulumi.Input<string>;
}

/**
 * Its Spark, 3.5.6, is what `workloads/cleaning` is tested on; its image starts from the same release (Amazon EMR Release Guide,
 * "Spark release history", and EMR on EKS release notes, read 2026-11-26).
 */
export const emrRelease = "emr-7.13.0-20260410";

const python = "/usr/bin/python3.11";
const defaultExecutors = { count: 2, cores: 2, memoryGiB: 6 };

/** Of a pod's memory, what stays for Python's workers and the system beside Spark's heap: most of the rules run in Python. */
const overhead = 0.4;

/**
 * The request that starts a run (`emr-containers:StartJobRun`), as EventBridge Scheduler passes it on: keys begin with a
 * capital. The token is the invocation's own, so that one that is delivered twice starts one run.
 */
export function startJobRun(args: StartJobRunArgs): Record<string, unknown> {
  const { job } = args;
  return {
    Name: job.name,
    ClientToken: "<aws.scheduler.execution-id>",
    VirtualClusterId: args.virtualClusterId,
    ExecutionRoleArn: args.executionRoleArn,
    ReleaseLabel: emrRelease,
    JobDriver: {
      SparkSubmitJobDriver: {
        EntryPoint: args.entryPoint,
        EntryPointArguments: [
          pulumi.interpolate`--rules=${args.rules}`,
          pulumi.interpolate`--input=${args.from}`,
          pulumi.interpolate`--output=${args.to}`,
          ...(job.keepRuns ? [`--keep-runs=${job.keepRuns}`] : []),
        ],
        SparkSubmitParameters: pulumi.interpolate`--py-files ${args.packages}`,
      },
    },
    ConfigurationOverrides: {
      ApplicationConfiguration: [
        { Classification: "spark-defaults", Properties: sparkDefaults(job) },
        ...(job.pool ? [{ Classification: "emr-job-submitter", Properties: submitterPlace(job.pool) }] : []),
      ],
      MonitoringConfiguration: {
        CloudWatchMonitoringConfiguration: { LogGroupName: args.logGroupName, LogStreamNamePrefix: job.name },
      },
    },
    // A run that is started again goes on after the last stage that was whole.
    RetryPolicyConfiguration: { MaxAttempts: 3 },
  };
}

function sparkDefaults({ image, pool, executors = defaultExecutors }: CleaningJob): Record<string, string> {
  const heap = `${Math.floor((executors.memoryGiB * 1024) / (1 + overhead))}m`;
  return {
    "spark.kubernetes.container.image": image,
    "spark.pyspark.python": python,
    "spark.pyspark.driver.python": python,
    "spark.executor.instances": String(executors.count),
    "spark.executor.cores": String(executors.cores),
    "spark.executor.memory": heap,
    "spark.driver.memory": heap,
    "spark.kubernetes.memoryOverheadFactor": String(overhead),
    ...(pool && { [`spark.kubernetes.node.selector.${poolLabel}`]: pool }),
  };
}

const poolLabel = "aidc.dev/pool";

function submitterPlace(pool: string): Record<string, string> {
  return { [`jobsubmitter.node.selector.${poolLabel}`]: pool };
}
