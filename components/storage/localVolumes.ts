import * as apps from "@pulumi/kubernetes/apps/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import { Release } from "@pulumi/kubernetes/helm/v3/release";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as policy from "@pulumi/kubernetes/policy/v1";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as storage from "@pulumi/kubernetes/storage/v1";
import * as pulumi from "@pulumi/pulumi";
import { nodeSoftwareChart } from "../../catalog/nodeSoftware";
import { restrictedContainer, restrictedPod } from "../workloads/restricted";
import { pinnedChart } from "../pinnedChart";

export interface LocalVolumesArgs {
  /** Names of the pools whose disks become volumes. */
  pools: readonly string[];
  kubernetes: KubernetesProvider;
}

/** The storage class of nodes' local disks. */
export const localVolumeClass = "local-nvme";

/**
 * Local disks as persistent volumes of the class `local-nvme`: fast, and gone with their node. SIG Storage's static
 * provisioner offers each mounted disk and wipes what is released; its cleanup controller deletes the claims of nodes that
 * are gone, so that their pods start anew elsewhere.
 *
 * @example
 * new LocalVolumes("ai", { pools: ["data"], kubernetes: provider });
 */
export class LocalVolumes extends pulumi.ComponentResource {
  readonly storageClass: storage.StorageClass;
  readonly provisioner: Release;
  readonly cleanup: apps.Deployment;

  constructor(name: string, args: LocalVolumesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:LocalVolumes", name, {}, opts);
    const child = { parent: this, provider: args.kubernetes };
    this.storageClass = new storage.StorageClass(
      `${name}-${localVolumeClass}`,
      {
        metadata: { name: localVolumeClass },
        provisioner: "kubernetes.io/no-provisioner",
        // The disk is chosen once its pod has a node.
        volumeBindingMode: "WaitForFirstConsumer",
        reclaimPolicy: "Delete",
      },
      child,
    );
    this.provisioner = createProvisioner(name, args.pools, { ...child, dependsOn: this.storageClass });
    this.cleanup = createCleanup(name, child);
    this.registerOutputs({ storageClassName: this.storageClass.metadata.name });
  }
}

const namespace = "kube-system";

/** Where EKS' AL2023 images mount local disks, one below the other. */
const hostDir = "/mnt/k8s-disks";

function createProvisioner(name: string, pools: readonly string[], opts: pulumi.CustomResourceOptions): Release {
  const pinned = nodeSoftwareChart("local-static-provisioner");
  const onPools = { matchExpressions: [{ key: "aidc.dev/pool", operator: "In", values: [...pools] }] };
  return new Release(
    `${name}-${pinned.chart}`,
    {
      name: pinned.chart,
      namespace,
      ...pinnedChart(pinned),
      values: {
        classes: [{ name: localVolumeClass, hostDir, volumeMode: "Filesystem" }],
        affinity: {
          nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [onPools] } },
        },
        tolerations: [{ operator: "Exists" }],
        priorityClassName: "system-node-critical",
        resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
      },
    },
    opts,
  );
}

const cleanup = "local-volume-node-cleanup";
const labels = { "app.kubernetes.io/name": cleanup };

/** Two of them: what one has deleted, the other finds gone. */
function createCleanup(name: string, opts: pulumi.CustomResourceOptions): apps.Deployment {
  const metadata = { name: cleanup, namespace };
  new core.ServiceAccount(`${name}-${cleanup}`, { metadata }, opts);
  const look = ["get", "list", "watch"];
  const rule = (resource: string, verbs: string[]) => ({ apiGroups: [""], resources: [resource], verbs });
  const role = new rbac.ClusterRole(
    `${name}-${cleanup}`,
    {
      metadata: { name: cleanup },
      rules: [
        rule("persistentvolumes", [...look, "delete"]),
        rule("persistentvolumeclaims", [...look, "delete"]),
        rule("nodes", look),
        rule("events", ["create"]),
      ],
    },
    opts,
  );
  const binding = new rbac.ClusterRoleBinding(
    `${name}-${cleanup}`,
    {
      metadata: { name: cleanup },
      subjects: [{ kind: "ServiceAccount", name: cleanup, namespace }],
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: cleanup },
    },
    { ...opts, dependsOn: role },
  );
  const selector = { matchLabels: labels };
  new policy.PodDisruptionBudget(`${name}-${cleanup}`, { metadata, spec: { maxUnavailable: 1, selector } }, opts);
  return new apps.Deployment(
    `${name}-${cleanup}`,
    {
      metadata: { ...metadata, labels },
      spec: { replicas: 2, selector, template: { metadata: { labels }, spec: cleanupPod() } },
    },
    { ...opts, dependsOn: binding },
  );
}

function cleanupPod() {
  const { version } = nodeSoftwareChart("local-static-provisioner");
  const probe = { httpGet: { path: "/metrics", port: "metrics" }, periodSeconds: 10 };
  return {
    serviceAccountName: cleanup,
    priorityClassName: "system-cluster-critical",
    securityContext: restrictedPod,
    nodeSelector: { "aidc.dev/role": "system" },
    topologySpreadConstraints: [
      {
        topologyKey: "topology.kubernetes.io/zone",
        maxSkew: 1,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: labels },
      },
    ],
    containers: [
      {
        name: "controller",
        image: `registry.k8s.io/sig-storage/${cleanup}:v${version}`,
        args: [`--storageclass-names=${localVolumeClass}`],
        ports: [{ name: "metrics", containerPort: 8080 }],
        readinessProbe: probe,
        livenessProbe: probe,
        resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
        securityContext: restrictedContainer,
      },
    ],
  };
}
