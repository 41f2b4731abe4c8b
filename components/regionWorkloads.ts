import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../spec/stack";
import { poolOf } from "./regionInputs";
import { highestPriority } from "./scheduling/queues";
import { InferenceService } from "./serving/inferenceService";
import { TrainingJob } from "./workloads/trainingJob";

// What a region runs in its teams' queues.

/** The stack file's training jobs, by name. */
export function trainingJobs(
  name: string,
  { workloads = [], pools }: Stack,
  kubernetes: KubernetesProvider,
  opts: pulumi.ComponentResourceOptions,
): Record<string, TrainingJob> {
  return Object.fromEntries(
    workloads.map((workload) => [
      workload.name,
      new TrainingJob(`${name}-${workload.name}`, { workload, pool: poolOf(workload, pools), kubernetes }, opts),
    ]),
  );
}

/** Its inference services, by name. */
export function inferenceServices(
  name: string,
  { serving = [], scheduling, pools }: Stack,
  kubernetes: KubernetesProvider,
  opts: pulumi.ComponentResourceOptions,
): Record<string, InferenceService> {
  const defaultPriority = highestPriority(scheduling);
  return Object.fromEntries(
    serving.map((service) => [
      service.name,
      new InferenceService(
        `${name}-${service.name}`,
        { service, pool: poolOf(service, pools), defaultPriority, kubernetes },
        opts,
      ),
    ]),
  );
}
