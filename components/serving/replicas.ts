import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type { InferenceWorkload } from "../../spec/stack";
import { isElastic } from "../compute/nodes";
import type { CustomObject } from "../scheduling/customObject";
import { defaultQueue } from "../scheduling/queues";
import { inferencePod, podLabels, selectorOf, type ServingPool } from "./inferencePod";
import { replicasOf } from "./revisions";

/** What we say to LeaderWorkerSet, of its API leaderworkerset.x-k8s.io/v1 (sigs.k8s.io/lws v0.8.0). */
export type LeaderWorkerSet = CustomObject<{
  kind: "LeaderWorkerSet";
  spec: {
    replicas: number;
    leaderWorkerTemplate: {
      size: number;
      restartPolicy: "RecreateGroupOnPodRestart";
      leaderTemplate: kubernetes.core.v1.PodTemplateSpec;
      workerTemplate: kubernetes.core.v1.PodTemplateSpec;
    };
    rolloutStrategy: {
      type: "RollingUpdate";
      rollingUpdateConfiguration: { maxUnavailable: number; maxSurge: number };
    };
  };
}>;

/** Replicas of one node each. */
export function deployment(
  service: InferenceWorkload,
  pool: ServingPool,
  priority: string,
): kubernetes.apps.v1.Deployment & { metadata: kubernetes.meta.v1.ObjectMeta } {
  return {
    metadata: queued(service, priority),
    spec: {
      // The autoscaler sets the number: a deployment that also did would undo it.
      selector: { matchLabels: selectorOf(service) },
      strategy: {
        type: "RollingUpdate",
        // A pool that cannot grow has no room for the new replica beside the old.
        rollingUpdate: isElastic(pool.nodes) ? { maxUnavailable: 0, maxSurge: 1 } : { maxUnavailable: 1, maxSurge: 0 },
      },
      template: {
        metadata: { labels: podLabels(service) },
        spec: inferencePod(service, pool, priority),
      },
    },
  };
}

/** Replicas of several nodes each: the leader takes the requests, and a group stands and falls together. */
export function leaderWorkerSet(service: InferenceWorkload, pool: ServingPool, priority: string): LeaderWorkerSet {
  const template = { metadata: { labels: podLabels(service) }, spec: inferencePod(service, pool, priority) };
  return {
    apiVersion: "leaderworkerset.x-k8s.io/v1",
    kind: "LeaderWorkerSet",
    metadata: { ...queued(service, priority), name: service.name },
    spec: {
      replicas: replicasOf(service).min,
      leaderWorkerTemplate: {
        size: service.nodes ?? 1,
        restartPolicy: "RecreateGroupOnPodRestart",
        leaderTemplate: template,
        workerTemplate: workerOf(template),
      },
      rolloutStrategy: { type: "RollingUpdate", rollingUpdateConfiguration: { maxUnavailable: 1, maxSurge: 0 } },
    },
  };
}

/** A worker answers its leader, not the health path. */
function workerOf({ metadata, spec }: { metadata: object; spec: kubernetes.core.v1.PodSpec }) {
  const containers = (spec.containers as kubernetes.core.v1.Container[]).map((container) => ({
    ...container,
    startupProbe: undefined,
    readinessProbe: undefined,
    livenessProbe: undefined,
  }));
  return { metadata, spec: { ...spec, containers } };
}

/** The service's one address in the cluster; of a group, its leader's. */
export function service(entry: InferenceWorkload): kubernetes.core.v1.Service {
  const leaders: Record<string, string> =
    (entry.nodes ?? 1) > 1 ? { "leaderworkerset.sigs.k8s.io/worker-index": "0" } : {};
  return {
    metadata: metadataOf(entry),
    spec: {
      selector: { ...selectorOf(entry), ...leaders },
      ports: [{ name: "http", port: 80, targetPort: "http" }],
    },
  };
}

/** Drains and upgrades take one replica at a time, but may always take one that does not work. */
export function disruptionBudget(entry: InferenceWorkload): kubernetes.policy.v1.PodDisruptionBudget {
  return {
    metadata: metadataOf(entry),
    spec: {
      selector: { matchLabels: selectorOf(entry) },
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    },
  };
}

function metadataOf({ name, team }: InferenceWorkload) {
  return { name, namespace: team };
}

function queued(entry: InferenceWorkload, priority: string) {
  const labels = { "kueue.x-k8s.io/queue-name": defaultQueue, "kueue.x-k8s.io/priority-class": priority };
  return { ...metadataOf(entry), labels };
}
