import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../../spec/stack";
import { workPools } from "../../spec/workPools";
import type { Region } from "../region";
import { Scheduling } from "../scheduling/scheduling";
import { TrainingJob } from "../workloads/trainingJob";
import { isProtected, poolOf, tagsOf } from "./inputs";

/** Undefined where the stack file declares no teams. */
export function scheduling(
  name: string,
  stack: Stack,
  { cluster }: Pick<Region, "cluster">,
  opts: pulumi.ComponentResourceOptions,
): Scheduling | undefined {
  if (!stack.scheduling) return undefined;
  return new Scheduling(
    `${name}-scheduling`,
    {
      scheduling: stack.scheduling,
      pools: workPools(stack),
      trainer: stack.workloads?.some(({ operator }) => operator === "trainer"),
      clusterName: cluster.cluster.name,
      kubernetesVersion: stack.cluster.version,
      kubernetes: cluster.kubernetes,
      tags: tagsOf(name, stack),
      protect: isProtected(stack),
    },
    opts,
  );
}

/** The stack file's training jobs, by name. */
export function trainingJobs(
  name: string,
  { workloads = [], ...stack }: Stack,
  { cluster: { kubernetes } }: Pick<Region, "cluster">,
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
