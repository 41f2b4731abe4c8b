import * as eks from "@pulumi/aws/eks";
import type { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import * as admission from "@pulumi/kubernetes/admissionregistration/v1";
import type { Release } from "@pulumi/kubernetes/helm/v3/release";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as scheduling from "@pulumi/kubernetes/scheduling/v1";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterSoftware } from "../../catalog/clusterSoftware";
import type { Scheduling as SchedulingEntry } from "../../spec/stack";
import { roleLabel } from "../compute/clusterAccess";
import { declare } from "./customObject";
import { enforced, interactivePods } from "./interactivePods";
import { installOperator, schedulingOperators } from "./operators";
import { groupOf, personaRoles } from "./personas";
import { defaultPriorities, type QueuedPool, queuedResources, queues } from "./queues";
import { TeamNamespace } from "./teamNamespace";

export interface SchedulingArgs {
  /** As the stack file declares it. */
  scheduling: SchedulingEntry;
  /** The pools that work is queued for. */
  pools: readonly QueuedPool[];
  /** Install Kubeflow Trainer, and queue its jobs. Default: false. */
  trainer?: boolean;
  clusterName: pulumi.Input<string>;
  /** Kubernetes minor version: its Pod Security rules hold in the teams' namespaces. */
  kubernetesVersion: string;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Keep the namespaces, and what is in them, from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * Teams that share a cluster's accelerators: Kueue with a queue and a quota for each, JobSet and LeaderWorkerSet to run gangs,
 * and a namespace for each team.
 *
 * @example
 * new Scheduling("ai", {
 *   scheduling: { teams: [{ name: "research", quota: { train: "75%" } }] },
 *   pools: [{ name: "train", instanceType: "p5en.48xlarge", nodes: 4 }],
 *   clusterName: "ai", kubernetesVersion: "1.35", kubernetes: provider,
 * });
 */
export class Scheduling extends pulumi.ComponentResource {
  /** By chart. */
  readonly operators: Record<string, Release>;
  /** By team. */
  readonly namespaces: Record<string, TeamNamespace>;
  /** Topologies, flavors, cohort, queues and workload priorities. */
  readonly queues: CustomResource[];
  /** What pods made by hand must say. */
  readonly interactivePods: admission.ValidatingAdmissionPolicy;
  /** By priority. */
  readonly priorityClasses: Record<string, scheduling.PriorityClass>;
  /** By the member's role. */
  readonly accessEntries: Record<string, eks.AccessEntry>;

  constructor(name: string, args: SchedulingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:scheduling:Scheduling", name, {}, opts);
    const child = { parent: this, provider: args.kubernetes };
    const { teams } = args.scheduling;

    this.operators = Object.fromEntries(
      Object.entries(schedulingOperators(args.scheduling, args.trainer ?? false)).map(([operator, values]) => [
        operator,
        installOperator(name, operator as ClusterSoftware, values, child),
      ]),
    );
    this.createPersonaRoles(name, child);
    this.namespaces = Object.fromEntries(
      teams.map((team) => [team.name, new TeamNamespace(`${name}-${team.name}`, { ...args, team }, { parent: this })]),
    );
    this.queues = this.createQueues(name, args);
    this.interactivePods = this.createInteractivePods(name, args);
    this.priorityClasses = createPriorityClasses(name, args.scheduling, child);
    this.accessEntries = createAccessEntries(name, args, { parent: this });

    this.registerOutputs({ namespaces: Object.keys(this.namespaces) });
  }

  private createPersonaRoles(name: string, opts: pulumi.CustomResourceOptions): void {
    for (const [persona, role] of Object.entries(personaRoles)) {
      new rbac.ClusterRole(`${name}-${persona}`, role, opts);
    }
  }

  private createInteractivePods(name: string, { scheduling: entry, pools, kubernetes }: SchedulingArgs) {
    const child = { parent: this, provider: kubernetes };
    const policy = interactivePods(queuedResources(pools), entry.interactiveHours);
    const made = new admission.ValidatingAdmissionPolicy(`${name}-interactive-pods`, policy, child);
    new admission.ValidatingAdmissionPolicyBinding(`${name}-interactive-pods`, enforced(policy), {
      ...child,
      dependsOn: made,
    });
    return made;
  }

  private createQueues(name: string, { scheduling: entry, pools, kubernetes }: SchedulingArgs): CustomResource[] {
    const dependsOn = [...Object.values(this.operators), ...Object.values(this.namespaces)];
    return queues(name, entry, pools).map((object) =>
      declare([name, object.metadata.namespace].filter(Boolean).join("-"), object, {
        parent: this,
        provider: kubernetes,
        dependsOn,
      }),
    );
  }
}

/** The queues' priorities for pods too: the order in which the scheduler takes them. Kueue preempts gangs whole, so pods do not. */
function createPriorityClasses(
  name: string,
  { priorities = defaultPriorities }: SchedulingEntry,
  opts: pulumi.CustomResourceOptions,
): Record<string, scheduling.PriorityClass> {
  return Object.fromEntries(
    Object.entries(priorities).map(([priority, value]) => [
      priority,
      new scheduling.PriorityClass(
        `${name}-priority-${priority}`,
        { metadata: { name: priority }, value, preemptionPolicy: "Never" },
        opts,
      ),
    ]),
  );
}

/** One entry a role, as EKS has it, in the groups of all its teams. */
function createAccessEntries(
  name: string,
  { scheduling: { teams }, clusterName, tags }: SchedulingArgs,
  opts: pulumi.CustomResourceOptions,
): Record<string, eks.AccessEntry> {
  const groups = new Map<string, string[]>();
  for (const { name: team, members = [] } of teams) {
    for (const { role, as } of members) groups.set(role, [...(groups.get(role) ?? []), groupOf(team, as)]);
  }
  return Object.fromEntries(
    [...groups].map(([role, kubernetesGroups]) => [
      role,
      new eks.AccessEntry(
        `${name}-access-${roleLabel(role)}`,
        { clusterName, principalArn: role, kubernetesGroups, tags },
        opts,
      ),
    ]),
  );
}
