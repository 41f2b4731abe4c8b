import { Release } from "@pulumi/kubernetes/helm/v3/release";
import type * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { type ClusterSoftware, clusterSoftwareChart } from "../../catalog/clusterSoftware";
import type { Scheduling } from "../../spec/stack";
import { pinnedChart } from "../pinnedChart";
import { kueueConfiguration } from "./kueueConfiguration";

/** Installs an operator's pinned chart in a namespace of its own. */
export function installOperator(
  name: string,
  operator: ClusterSoftware,
  values: pulumi.Inputs,
  opts: pulumi.CustomResourceOptions,
): Release {
  return new Release(
    `${name}-${operator}`,
    {
      name: operator,
      namespace: `${operator}-system`,
      createNamespace: true,
      ...pinnedChart(clusterSoftwareChart(operator)),
      values,
    },
    opts,
  );
}

/** Two replicas, of which one leads: the loss of a node stops no queue. */
export function schedulingOperators(
  scheduling: Scheduling,
  trainer: boolean,
): Partial<Record<ClusterSoftware, pulumi.Inputs>> {
  return {
    kueue: {
      enablePrometheus: false,
      managerConfig: { controllerManagerConfigYaml: stringify(kueueConfiguration(scheduling, trainer)) },
      controllerManager: { replicas: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
    },
    jobset: { controller: { replicas: 2 } },
    lws: { replicaCount: 2 },
    // JobSet is there already, and each job brings its own runtime.
    ...(trainer && { "kubeflow-trainer": { jobset: { install: false }, manager: { replicas: 2 } } }),
  };
}
