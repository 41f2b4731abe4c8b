/** Type tokens of what rules judge in a cluster. */
export const kubernetes = {
  /** Everything that installs a chart. */
  charts: ["kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart", "kubernetes:helm.sh/v3:Chart"],
  clusterRole: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
  clusterRoleBinding: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
  cronJob: "kubernetes:batch/v1:CronJob",
  daemonSet: "kubernetes:apps/v1:DaemonSet",
  deployment: "kubernetes:apps/v1:Deployment",
  job: "kubernetes:batch/v1:Job",
  karpenterNodePool: "kubernetes:karpenter.sh/v1:NodePool",
  limitRange: "kubernetes:core/v1:LimitRange",
  namespace: "kubernetes:core/v1:Namespace",
  networkPolicy: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  pod: "kubernetes:core/v1:Pod",
  podDisruptionBudget: "kubernetes:policy/v1:PodDisruptionBudget",
  resourceQuota: "kubernetes:core/v1:ResourceQuota",
  role: "kubernetes:rbac.authorization.k8s.io/v1:Role",
  roleBinding: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
  service: "kubernetes:core/v1:Service",
  serviceAccount: "kubernetes:core/v1:ServiceAccount",
  statefulSet: "kubernetes:apps/v1:StatefulSet",
  storageClass: "kubernetes:storage.k8s.io/v1:StorageClass",
} as const;
