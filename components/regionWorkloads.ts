import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../spec/stack";
import { workPools } from "../spec/workPools";
import { poolOf } from "./regionInputs";
import { TrainingJob } from "./workloads/trainingJob";

/** The stack file's training jobs, by name. */
export function trainingJobs(
  name: string,
  { workloads = [], ...stack }: Stack,
  kubernetes: KubernetesProvider,
  opts: pulumi.ComponentResourceOptions,
): Record<string, TrainingJob> {
  const pools = workPools(stack);
  return Object.fromEntries(
    workloads.map((workload) => [
      workload.name,
      new TrainingJob(`${name}-${workload.name}`, { workload, pool: poolOf(workload, pools), kubernetes }, opts),
    ]),
  );
}
