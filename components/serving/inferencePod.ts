import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import type { InferenceWorkload, Pool } from "../../spec/stack";
import { acceleratorResource } from "../compute/nodeMarks";
import { metricsOnHttp } from "../observability/prometheus/scrape";
import { knownType, type NodeShare, nodeShare, type PodPool } from "../workloads/nodeShare";
import { restrictedContainer, restrictedPod } from "../workloads/restricted";
import { claimed, scratch, sharedMemory } from "../workloads/volumes";

/** Where the container listens. */
export function portOf({ port = 8000 }: Pick<InferenceWorkload, "port">): number {
  return port;
}

/** Where a server says whether its model is loaded. */
export const defaultHealth = "/health";

/** Time for load balancers and proxies to learn that a replica leaves, before it is told to stop. */
const deregistrationSeconds = 15;

/** How long a replica may take to load its model: 10 s between looks. */
const startupLooks = 180;

/** The pool of a service, with its site where that is at the edge. */
export type ServingPool = Pool & { edge?: EdgePlace };

/** A site at the edge, as the services on it need to know it. */
export interface EdgePlace {
  /** Where its load balancers stand. */
  subnetId: pulumi.Input<string>;
  /** How long replicas go on without the region. Default: 24. */
  offlineHours?: number;
}

/** The labels by which a service, its replicas and its limits find each other. */
export function selectorOf({ name }: Pick<InferenceWorkload, "name">): Record<string, string> {
  return { "app.kubernetes.io/name": name };
}

/** What its replicas bear besides: whether the collector reads their metrics. */
export function podLabels(service: InferenceWorkload): Record<string, string> {
  return { ...selectorOf(service), ...(service.metrics && metricsOnHttp) };
}

/**
 * The pod of a replica. It takes requests once its health path answers, that is once its model is loaded; told to stop, it first
 * waits until no more come, then has `drainSeconds` to finish those it has.
 */
export function inferencePod(
  service: InferenceWorkload,
  pool: ServingPool,
  priority: string,
): kubernetes.core.v1.PodSpec {
  const { accelerator } = knownType(pool);
  const { nodes = 1, health = defaultHealth, drainSeconds = 120 } = service;
  const share = nodeShare(pool, service.accelerators ?? (nodes > 1 ? accelerator.count : 1));
  const httpGet = { path: health, port: "http" };
  const serves = nodes === 1;
  const volumes = volumesOf(service, share);
  return {
    priorityClassName: priority,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: restrictedPod,
    nodeSelector: { "aidc.dev/pool": pool.name },
    tolerations: [
      { key: acceleratorResource(accelerator), operator: "Exists", effect: "NoSchedule" },
      ...(pool.edge ? unreachable(pool.edge) : []),
    ],
    topologySpreadConstraints: serves ? spread(service, pool) : undefined,
    terminationGracePeriodSeconds: deregistrationSeconds + drainSeconds,
    containers: [
      {
        name: "server",
        image: service.image,
        // What the node has already is enough to start again without the registry.
        imagePullPolicy: pool.edge && "IfNotPresent",
        command: service.command,
        args: service.args,
        env: [...Object.entries(service.env ?? {}).map(([name, value]) => ({ name, value })), scratch.env],
        ports: [{ name: "http", containerPort: portOf(service) }],
        resources: { requests: share.resources, limits: share.resources },
        securityContext: restrictedContainer,
        startupProbe: { httpGet, periodSeconds: 10, failureThreshold: startupLooks },
        readinessProbe: { httpGet, periodSeconds: 5, failureThreshold: 2 },
        // Slower to judge than readiness: a busy replica leaves the rotation, only a dead one is restarted.
        livenessProbe: { httpGet, periodSeconds: 10, failureThreshold: 6 },
        lifecycle: { preStop: { sleep: { seconds: deregistrationSeconds } } },
        volumeMounts: volumes.map(({ mount }) => mount),
      },
    ],
    volumes: volumes.map(({ volume }) => volume),
  };
}

/** Nodes that the control plane does not hear from serve on: it gives their pods up only after that time. */
function unreachable({ offlineHours = 24 }: EdgePlace): kubernetes.core.v1.Toleration[] {
  return ["unreachable", "not-ready"].map((condition) => ({
    key: `node.kubernetes.io/${condition}`,
    operator: "Exists",
    effect: "NoExecute",
    tolerationSeconds: offlineHours * 3600,
  }));
}

/** The model, shared memory and scratch space. */
function volumesOf({ model }: InferenceWorkload, { memoryGiB }: NodeShare) {
  return [...(model ? [claimed(model, "models", true)] : []), sharedMemory(memoryGiB), scratch];
}

/** Over two zones at least where the pool spans them, and over nodes where it can. */
function spread(service: InferenceWorkload, { zone }: PodPool): kubernetes.core.v1.TopologySpreadConstraint[] {
  const over = (topologyKey: string, whenUnsatisfiable: string, minDomains?: number) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable,
    minDomains,
    labelSelector: { matchLabels: selectorOf(service) },
    // A rollout's new replicas are spread by themselves, whatever the old ones hold.
    matchLabelKeys: ["pod-template-hash"],
  });
  const nodes = over("kubernetes.io/hostname", "ScheduleAnyway");
  return zone === undefined ? [over("topology.kubernetes.io/zone", "DoNotSchedule", 2), nodes] : [nodes];
}
