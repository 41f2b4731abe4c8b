import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import type { Autoscaling, InferenceWorkload } from "../../spec/stack";
import type { CustomObject } from "../scheduling/customObject";
import { replicasOf } from "./revisions";

/** Where KEDA reads the metrics that replicas are counted by. */
export interface ScalingMetrics {
  /** The Prometheus API's address, without a slash at its end. */
  serverAddress: pulumi.Input<string>;
  region: string;
  /** Name of the ClusterTriggerAuthentication to read it with. */
  authentication: string;
}

/** What we say to KEDA, of its API keda.sh/v1alpha1 (github.com/kedacore/keda v2.20.2). */
export type ScaledObject = CustomObject<{
  kind: "ScaledObject";
  spec: {
    scaleTargetRef: ScaleTarget;
    minReplicaCount: number;
    maxReplicaCount: number;
    pollingInterval: number;
    fallback: { failureThreshold: number; replicas: number; behavior: "currentReplicasIfHigher" };
    advanced: { horizontalPodAutoscalerConfig: { behavior: Behavior } };
    triggers: Trigger[];
  };
}>;

interface Trigger {
  type: "prometheus" | "cpu";
  name: string;
  metricType: "AverageValue" | "Value" | "Utilization";
  metadata: Record<string, pulumi.Input<string>>;
  authenticationRef?: { kind: "ClusterTriggerAuthentication"; name: string };
}

type ScaleTarget = { apiVersion: string; kind: string; name: string };
type Behavior = kubernetes.autoscaling.v2.HorizontalPodAutoscalerBehavior;

/** A replica takes minutes to load its model: give it up only when the load stays away. */
const behavior: Behavior = {
  scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: "Pods", value: 1, periodSeconds: 60 }] },
};

const defaultCpuPercent = 70;

/** Whether the number of replicas follows what Prometheus tells. */
export function followsMetrics({ autoscaling = {} }: Pick<InferenceWorkload, "autoscaling">): boolean {
  return Object.keys(autoscaling).some((measure) => measure !== "cpuPercent");
}

/** By CPU alone Kubernetes' own autoscaler does it. */
export function autoscaler(entry: InferenceWorkload): kubernetes.autoscaling.v2.HorizontalPodAutoscaler {
  const { min, max } = replicasOf(entry);
  const averageUtilization = entry.autoscaling?.cpuPercent ?? defaultCpuPercent;
  return {
    metadata: { name: entry.name, namespace: entry.team },
    spec: {
      scaleTargetRef: targetOf(entry),
      minReplicas: min,
      maxReplicas: max,
      metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization } } }],
      behavior,
    },
  };
}

/** By metrics KEDA does it; while it cannot read them, the replicas that there are stay. */
export function scaledObject(entry: InferenceWorkload, metrics: ScalingMetrics): ScaledObject {
  const { min, max } = replicasOf(entry);
  return {
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata: { name: entry.name, namespace: entry.team },
    spec: {
      scaleTargetRef: targetOf(entry),
      minReplicaCount: min,
      maxReplicaCount: max,
      pollingInterval: 30,
      fallback: { failureThreshold: 3, replicas: min, behavior: "currentReplicasIfHigher" },
      advanced: { horizontalPodAutoscalerConfig: { behavior } },
      triggers: triggers(entry, metrics),
    },
  };
}

function targetOf({ name, nodes = 1 }: InferenceWorkload): ScaleTarget {
  return nodes > 1
    ? { apiVersion: "leaderworkerset.x-k8s.io/v1", kind: "LeaderWorkerSet", name }
    : { apiVersion: "apps/v1", kind: "Deployment", name };
}

function triggers(entry: InferenceWorkload, metrics: ScalingMetrics): Trigger[] {
  const { cpuPercent } = entry.autoscaling ?? {};
  const fromPrometheus = measures(entry).map(({ name, metricType, query, threshold }): Trigger => ({
    type: "prometheus",
    name,
    metricType,
    metadata: {
      ...{ serverAddress: metrics.serverAddress, awsRegion: metrics.region, query, threshold: String(threshold) },
      // No answer is a fault, not a zero: the fallback holds, and no replica goes.
      ignoreNullValues: "false",
    },
    authenticationRef: { kind: "ClusterTriggerAuthentication", name: metrics.authentication },
  }));
  if (cpuPercent === undefined) return fromPrometheus;
  const value = { value: String(cpuPercent) };
  return [...fromPrometheus, { type: "cpu", name: "cpu", metricType: "Utilization", metadata: value }];
}

/** A measure and what one replica should have of it. Of sums KEDA divides by the replicas; means and quantiles it takes as they are. */
export interface Measure {
  name: string;
  metricType: "AverageValue" | "Value";
  query: string;
  threshold: number;
}

/** What the entry asks to be counted by, as PromQL. Series bear the labels that the collector gives them. */
export function measures({ name, team, autoscaling = {} }: InferenceWorkload): Measure[] {
  const of = `{namespace="${team}",service="${name}"}`;
  const firstToken = `histogram_quantile(0.95, sum by (le) (rate(vllm:time_to_first_token_seconds_bucket${of}[5m])))`;
  const queries: Record<Exclude<keyof Autoscaling, "cpuPercent" | "query">, [Measure["metricType"], string]> = {
    concurrentRequests: ["AverageValue", `sum(vllm:num_requests_running${of}) + sum(vllm:num_requests_waiting${of})`],
    waitingRequests: ["AverageValue", `sum(vllm:num_requests_waiting${of})`],
    // Without requests there is no quantile, and no need of a replica.
    firstTokenSeconds: ["Value", `(${firstToken} >= 0) or vector(0)`],
    gpuPercent: ["Value", `avg(DCGM_FI_DEV_GPU_UTIL${of})`],
  };
  const known = Object.entries(queries).flatMap(([key, [metricType, query]]): Measure[] => {
    const threshold = autoscaling[key as keyof typeof queries];
    return threshold === undefined ? [] : [{ name: key, metricType, query, threshold }];
  });
  const { query: own } = autoscaling;
  if (!own) return known;
  return [...known, { name: "query", metricType: "AverageValue", query: own.promql, threshold: own.perReplica }];
}
