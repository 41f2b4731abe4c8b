import * as apps from "@pulumi/kubernetes/apps/v1";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import * as autoscaling from "@pulumi/kubernetes/autoscaling/v2";
import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as policy from "@pulumi/kubernetes/policy/v1";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { findInstanceType } from "../../catalog/instanceTypes";
import type { InferenceWorkload } from "../../spec/stack";
import { autoscaler, followsMetrics, scaledObject, type ScalingMetrics } from "./autoscaling";
import { entryPolicy, ingress } from "./entry";
import type { ServingPool } from "./inferencePod";
import { deployment, disruptionBudget, leaderWorkerSet, service } from "./replicas";
import { canaryOf } from "./revisions";

export interface InferenceServiceArgs {
  /** As the stack file declares it. */
  service: InferenceWorkload;
  /** The pool it names. */
  pool: ServingPool;
  /** Priority of its replicas where the entry names none. */
  defaultPriority: string;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  /** Where its autoscaling is by more than CPU use: `Keda` has them. */
  metrics?: ScalingMetrics;
}

/** What answers requests in one form of the service: its replicas, their address, their number, and how many may go at once. */
export interface Revision {
  /** A Deployment, or a LeaderWorkerSet where a replica has several nodes. */
  replicas: apps.Deployment | CustomResource;
  service: core.Service;
  /** A HorizontalPodAutoscaler, or a ScaledObject where the number follows metrics. */
  autoscaler: autoscaling.HorizontalPodAutoscaler | CustomResource;
  disruptionBudget: policy.PodDisruptionBudget;
}

/**
 * An inference service without a single point of failure: two replicas at least, over two zones where the pool spans them, that
 * take requests only once their model is loaded and finish what they have before they stop.
 *
 * @throws pulumi.RunError where the pool's type has no accelerators, or metrics are to be followed and none are given.
 * @example
 * new InferenceService("ai-chat", {
 *   service: { name: "chat", team: "products", image: "registry.example.com/vllm@sha256:…", pool: "serve" },
 *   pool: { name: "serve", instanceType: "g6e.12xlarge", nodes: { min: 2, max: 8 } },
 *   defaultPriority: "high", kubernetes: provider,
 * });
 */
export class InferenceService extends pulumi.ComponentResource {
  readonly stable: Revision;
  /** Absent where none is tried. */
  readonly canary?: Revision;
  /** Absent where nothing outside the cluster reaches it. The AWS Load Balancer Controller makes its load balancer. */
  readonly entry?: networking.Ingress;

  constructor(name: string, args: InferenceServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:serving:InferenceService", name, {}, opts);
    const { service: entry, pool, kubernetes } = args;
    if (!findInstanceType(pool.instanceType)?.accelerator) {
      throw new pulumi.RunError(`serving ${entry.name}: pool ${pool.name} has no accelerators`);
    }
    this.stable = this.createRevision(name, entry, args);
    const canary = canaryOf(entry);
    if (canary) this.canary = this.createRevision(`${name}-canary`, canary, args);
    if (entry.entry) {
      this.entry = new networking.Ingress(`${name}-entry`, ingress(entry, entry.entry, pool.edge), {
        ...{ parent: this, provider: kubernetes },
        dependsOn: [this.stable, this.canary].flatMap((revision) => revision?.service ?? []),
      });
    }
    this.registerOutputs({ serviceName: this.stable.service.metadata.name });
  }

  private createRevision(name: string, entry: InferenceWorkload, args: InferenceServiceArgs): Revision {
    const child = { parent: this, provider: args.kubernetes };
    if (args.service.entry || entry.metrics) {
      new networking.NetworkPolicy(`${name}-entry`, entryPolicy(entry), child);
    }
    return {
      replicas: this.createReplicas(name, entry, args),
      service: new core.Service(`${name}-service`, service(entry), child),
      autoscaler: this.createAutoscaler(name, entry, args),
      disruptionBudget: new policy.PodDisruptionBudget(`${name}-disruptions`, disruptionBudget(entry), child),
    };
  }

  private createReplicas(name: string, entry: InferenceWorkload, args: InferenceServiceArgs): Revision["replicas"] {
    const child = { parent: this, provider: args.kubernetes };
    const priority = entry.priority ?? args.defaultPriority;
    if ((entry.nodes ?? 1) === 1) {
      return new apps.Deployment(`${name}-replicas`, deployment(entry, args.pool, priority), child);
    }
    const object = leaderWorkerSet(entry, args.pool, priority);
    // The autoscaler changes the number of replicas.
    return new CustomResource(`${name}-replicas`, object, { ...child, ignoreChanges: ["spec.replicas"] });
  }

  private createAutoscaler(name: string, entry: InferenceWorkload, args: InferenceServiceArgs): Revision["autoscaler"] {
    const child = { parent: this, provider: args.kubernetes };
    if (!followsMetrics(entry)) {
      return new autoscaling.HorizontalPodAutoscaler(`${name}-autoscaler`, autoscaler(entry), child);
    }
    if (!args.metrics) throw new pulumi.RunError(`serving ${entry.name}: its autoscaling needs metrics to follow`);
    return new CustomResource(`${name}-autoscaler`, scaledObject(entry, args.metrics), child);
  }
}
