import type { Pool, TrainingWorkload } from "../../spec/stack";
import type { CustomObject } from "../scheduling/customObject";
import { jobSet, type JobSet } from "./jobSet";

// What we say to Kubeflow Trainer, of its API trainer.kubeflow.org/v1alpha1 (github.com/kubeflow/trainer/v2 v2.2.0).

export type TrainingRuntime = CustomObject<{
  kind: "TrainingRuntime";
  spec: { template: { spec: JobSet["spec"] } };
}>;

export type TrainJob = CustomObject<{
  kind: "TrainJob";
  spec: { runtimeRef: { apiGroup: string; kind: "TrainingRuntime"; name: string } };
}>;

const group = "trainer.kubeflow.org";
const apiVersion = `${group}/v1alpha1`;

/** The job's own runtime: the JobSet that it would be without Trainer, whole, with the rendezvous of its framework. */
export function trainingRuntime(workload: TrainingWorkload, pool: Pool): TrainingRuntime {
  const { metadata, spec } = jobSet(workload, pool);
  const { name, namespace } = metadata;
  return { apiVersion, kind: "TrainingRuntime", metadata: { name, namespace }, spec: { template: { spec } } };
}

/** The job that runs it, in its team's queue. */
export function trainJob(workload: TrainingWorkload, pool: Pool): TrainJob {
  const { metadata } = jobSet(workload, pool);
  const runtimeRef = { apiGroup: group, kind: "TrainingRuntime" as const, name: metadata.name };
  return { apiVersion, kind: "TrainJob", metadata, spec: { runtimeRef } };
}
