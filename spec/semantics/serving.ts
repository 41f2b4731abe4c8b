import { findInstanceType } from "../../catalog/instanceTypes";
import type { Finding } from "../finding";
import type { Path } from "../problems";
import type { Autoscaling, InferenceWorkload, Stack } from "../stack";
import { workPools } from "../workPools";

/** Passes when a service's range of replicas, and its canary's, has `min` no greater than `max`. */
export function replicaRangesOrdered({ serving = [] }: Stack): Finding[] {
  const ordered = (replicas: InferenceWorkload["replicas"], path: Path): Finding[] =>
    !replicas || replicas.min <= replicas.max
      ? []
      : [
          {
            path: [...path, "replicas", "min"],
            message: `is more than max, ${replicas.max}`,
            found: `${replicas.min}`,
          },
        ];
  return serving.flatMap(({ replicas, canary }, index) => [
    ...ordered(replicas, ["serving", index]),
    ...ordered(canary?.replicas, ["serving", index, "canary"]),
  ]);
}

/** What vLLM itself tells of: only a service that serves metrics can be counted by it. */
const told: (keyof Autoscaling)[] = ["concurrentRequests", "waitingRequests", "firstTokenSeconds"];

/** Passes when somebody collects what a service's replicas are counted by. */
export function autoscalingMeasured({ serving = [], monitoring, ...stack }: Stack): Finding[] {
  const collected = monitoring.metrics?.store === "managed-prometheus";
  return serving.flatMap(({ autoscaling = {}, metrics, pool: poolName }, index) => {
    const type = findInstanceType(workPools(stack).find(({ name }) => name === poolName)?.instanceType ?? "");
    return (Object.keys(autoscaling) as (keyof Autoscaling)[]).flatMap((measure): Finding[] => {
      const path = ["serving", index, "autoscaling", measure];
      if (measure === "cpuPercent") return [];
      if (!collected) {
        const hint = "Set monitoring.metrics.store to managed-prometheus, or use cpuPercent.";
        return [{ path, message: "is read from metrics, and the file keeps none", hint }];
      }
      if (told.includes(measure) && !metrics) {
        return [{ path, message: "is what the service itself tells", hint: "Give the service `metrics: true`." }];
      }
      if (measure === "gpuPercent" && type?.accelerator && type.accelerator.manufacturer !== "NVIDIA") {
        return [{ path, message: `is DCGM's, which reads NVIDIA GPUs; pool ${poolName} has none` }];
      }
      return [];
    });
  });
}

/** Passes when a canary differs from its service, has a name to itself, and a load balancer that sends it its part. */
export function canariesReached({ serving = [] }: Stack): Finding[] {
  const names = serving.map(({ name }) => name);
  return serving.flatMap(({ name, entry, canary }, index): Finding[] => {
    if (!canary) return [];
    const path = ["serving", index, "canary"];
    if (!entry) {
      const message = "has no requests to answer: the load balancer of the service's entry divides them";
      return [{ path, message, hint: "Give the service an entry." }];
    }
    if (Object.keys(canary).every((key) => key === "weight" || key === "replicas")) {
      return [{ path, message: "does not differ from its service", hint: "Give it another image, model or args." }];
    }
    if (!names.includes(`${name}-canary`)) return [];
    return [{ path, message: "would bear the name of another service", found: `${name}-canary` }];
  });
}
