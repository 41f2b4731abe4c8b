import * as apps from "@pulumi/kubernetes/apps/v1";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import * as autoscaling from "@pulumi/kubernetes/autoscaling/v2";
import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as policy from "@pulumi/kubernetes/policy/v1";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { findInstanceType } from "../../catalog/instanceTypes";
import type { InferenceWorkload, Pool } from "../../spec/stack";
import { entryPolicy, ingress } from "./entry";
import { autoscaler, deployment, disruptionBudget, leaderWorkerSet, service } from "./replicas";

export interface InferenceServiceArgs {
  /** As the stack file declares it. */
  service: InferenceWorkload;
  /** The pool it names. */
  pool: Pool;
  /** Priority of its replicas where the entry names none. */
  defaultPriority: string;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
}

/**
 * An inference service without a single point of failure: two replicas at least, over two zones where the pool spans them, that
 * take requests only once their model is loaded and finish what they have before they stop.
 *
 * @throws pulumi.RunError where the pool's type has no accelerators.
 * @example
 * new InferenceService("ai-chat", {
 *   service: { name: "chat", team: "products", image: "registry.example.com/vllm@sha256:…", pool: "serve" },
 *   pool: { name: "serve", instanceType: "g6e.12xlarge", nodes: { min: 2, max: 8 } },
 *   defaultPriority: "high", kubernetes: provider,
 * });
 */
export class InferenceService extends pulumi.ComponentResource {
  /** A Deployment, or a LeaderWorkerSet where a replica has several nodes. */
  readonly replicas: apps.Deployment | CustomResource;
  readonly service: core.Service;
  readonly autoscaler: autoscaling.HorizontalPodAutoscaler;
  readonly disruptionBudget: policy.PodDisruptionBudget;
  /** Absent where nothing outside the cluster reaches it. The AWS Load Balancer Controller makes its load balancer. */
  readonly entry?: networking.Ingress;

  constructor(name: string, args: InferenceServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:serving:InferenceService", name, {}, opts);
    const { service: entry, pool, kubernetes, defaultPriority } = args;
    if (!findInstanceType(pool.instanceType)?.accelerator) {
      throw new pulumi.RunError(`serving ${entry.name}: pool ${pool.name} has no accelerators`);
    }
    const child = { parent: this, provider: kubernetes };
    const priority = entry.priority ?? defaultPriority;
    this.replicas =
      (entry.nodes ?? 1) > 1
        ? // The autoscaler changes the number of replicas.
          new CustomResource(`${name}-replicas`, leaderWorkerSet(entry, pool, priority), {
            ...child,
            ignoreChanges: ["spec.replicas"],
          })
        : new apps.Deployment(`${name}-replicas`, deployment(entry, pool, priority), child);
    this.service = new core.Service(`${name}-service`, service(entry), child);
    this.autoscaler = new autoscaling.HorizontalPodAutoscaler(`${name}-autoscaler`, autoscaler(entry), child);
    this.disruptionBudget = new policy.PodDisruptionBudget(`${name}-disruptions`, disruptionBudget(entry), child);
    if (entry.entry) {
      new networking.NetworkPolicy(`${name}-entry`, entryPolicy(entry), child);
      this.entry = new networking.Ingress(`${name}-entry`, ingress(entry, entry.entry), {
        ...child,
        dependsOn: this.service,
      });
    }
    this.registerOutputs({ serviceName: this.service.metadata.name });
  }
}
