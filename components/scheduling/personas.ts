import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type { Team } from "../../spec/stack";

/** What a member may do in the team's namespace. */
export type Persona = NonNullable<Team["members"]>[number]["as"];

type Rule = kubernetes.rbac.v1.PolicyRule;

const read = ["get", "list", "watch"];
const write = [...read, "create", "update", "patch", "delete"];

const viewing: Rule[] = [
  {
    apiGroups: [""],
    resources: ["pods", "pods/log", "services", "configmaps", "events", "persistentvolumeclaims", "resourcequotas"],
    verbs: read,
  },
  { apiGroups: ["batch"], resources: ["jobs", "cronjobs"], verbs: read },
  { apiGroups: ["apps"], resources: ["deployments", "replicasets", "statefulsets"], verbs: read },
  { apiGroups: ["jobset.x-k8s.io"], resources: ["jobsets"], verbs: read },
  { apiGroups: ["trainer.kubeflow.org"], resources: ["trainjobs", "trainingruntimes"], verbs: read },
  { apiGroups: ["leaderworkerset.x-k8s.io"], resources: ["leaderworkersets"], verbs: read },
  { apiGroups: ["keda.sh"], resources: ["scaledobjects"], verbs: read },
  { apiGroups: ["kueue.x-k8s.io"], resources: ["localqueues", "workloads"], verbs: read },
];

const researching: Rule[] = [
  ...viewing,
  { apiGroups: ["batch"], resources: ["jobs", "cronjobs"], verbs: write },
  { apiGroups: ["jobset.x-k8s.io"], resources: ["jobsets"], verbs: write },
  { apiGroups: ["trainer.kubeflow.org"], resources: ["trainjobs", "trainingruntimes"], verbs: write },
  { apiGroups: [""], resources: ["configmaps", "persistentvolumeclaims"], verbs: write },
  // Debugging a hung rank: `kubectl exec` and `port-forward`; and deleting it.
  { apiGroups: [""], resources: ["pods/exec", "pods/portforward"], verbs: ["create"] },
  { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
];

const operating: Rule[] = [
  ...researching,
  { apiGroups: [""], resources: ["services"], verbs: write },
  { apiGroups: ["apps"], resources: ["deployments"], verbs: write },
  { apiGroups: ["apps"], resources: ["deployments/scale"], verbs: ["get", "update", "patch"] },
  { apiGroups: ["leaderworkerset.x-k8s.io"], resources: ["leaderworkersets"], verbs: write },
  { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: write },
  { apiGroups: ["keda.sh"], resources: ["scaledobjects"], verbs: write },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: write },
];

/** A cluster role for each persona. None reads secrets, changes queues or quotas, or makes pods that pass the queue by. */
export const personaRoles: Record<Persona, kubernetes.rbac.v1.ClusterRole> = {
  viewer: clusterRole("viewer", viewing),
  researcher: clusterRole("researcher", researching),
  operator: clusterRole("operator", operating),
};

/** The Kubernetes group of a team's members with the persona: what their access entries name. */
export function groupOf(team: string, persona: Persona): string {
  return `aidc:${team}:${persona}`;
}

/** Gives the team's members with the persona its role in the team's namespace. */
export function personaBinding(team: string, persona: Persona): kubernetes.rbac.v1.RoleBinding {
  return {
    metadata: { name: `aidc-${persona}`, namespace: team },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: `aidc-${persona}` },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: groupOf(team, persona) }],
  };
}

function clusterRole(persona: Persona, rules: Rule[]): kubernetes.rbac.v1.ClusterRole {
  return { metadata: { name: `aidc-${persona}` }, rules };
}
