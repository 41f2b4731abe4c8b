import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";
import type { Team } from "../../spec/stack";
import { limitRange, namespace, networkPolicies, resourceQuota } from "./namespaces";
import { personaBinding } from "./personas";
import type { QueuedPool } from "./queues";

export interface TeamNamespaceArgs {
  /** As the stack file declares it. */
  team: Team;
  /** The pools that the team's pods may ask accelerators of. */
  pools: readonly QueuedPool[];
  /** Kubernetes minor version: its Pod Security rules hold. */
  kubernetesVersion: string;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  /** Keep the namespace, and what is in it, from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * A team's namespace, closed to the others: `restricted` pods, no traffic but what is named, no more accelerators than the
 * team may use, and a role for each kind of member.
 *
 * @example
 * new TeamNamespace("ai-research", {
 *   team: { name: "research", quota: { train: "75%" } }, pools, kubernetesVersion: "1.35", kubernetes: provider,
 * });
 */
export class TeamNamespace extends pulumi.ComponentResource {
  readonly namespace: core.Namespace;
  readonly networkPolicies: networking.NetworkPolicy[];
  readonly resourceQuota: core.ResourceQuota;
  readonly limitRange: core.LimitRange;
  readonly roleBindings: rbac.RoleBinding[];

  constructor(name: string, args: TeamNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:scheduling:TeamNamespace", name, {}, opts);
    const { team, pools, kubernetesVersion, kubernetes, protect = true } = args;
    const child = { parent: this, provider: kubernetes };
    this.namespace = new core.Namespace(`${name}-namespace`, namespace(team, kubernetesVersion), {
      ...child,
      protect,
      retainOnDelete: protect,
    });

    const within = { ...child, dependsOn: this.namespace };
    this.networkPolicies = Object.entries(networkPolicies(team)).map(
      ([policy, object]) => new networking.NetworkPolicy(`${name}-${policy}`, object, within),
    );
    this.resourceQuota = new core.ResourceQuota(`${name}-quota`, resourceQuota(team, pools), within);
    this.limitRange = new core.LimitRange(`${name}-containers`, limitRange(team), within);
    this.roleBindings = [...new Set(team.members?.map(({ as }) => as))].map(
      (persona) => new rbac.RoleBinding(`${name}-${persona}`, personaBinding(team.name, persona), within),
    );
    this.registerOutputs({ namespace: this.namespace.metadata.name });
  }
}
