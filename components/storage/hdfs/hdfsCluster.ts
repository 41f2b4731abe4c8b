import * as apps from "@pulumi/kubernetes/apps/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as policy from "@pulumi/kubernetes/policy/v1";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import type { Hdfs } from "../../../spec/stack";
import { restrictedLabels } from "../../scheduling/namespaces";
import type { HdfsDesign } from "./design";
import { clientFiles, daemonFiles, type Files, hostFiles } from "./files";
import { networkPolicies } from "./networkPolicies";
import { disruptionBudget, headlessService, type Role, rolesOf, statefulSet, type StorageClasses } from "./objects";
import { mounted } from "./pods";

export interface HdfsClusterArgs {
  /** As the stack file declares it. */
  hdfs: Hdfs;
  /** Its layout over the pool's zones: see `designHdfs`. */
  design: HdfsDesign;
  /** The VPC's range, where the collector of metrics is. */
  vpcCidr: string;
  /** Kubernetes minor version: its Pod Security rules hold. */
  kubernetesVersion: string;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  /** Default: `gp3-encrypted` for state, `local-nvme` for data nodes' disks. */
  storageClasses?: StorageClasses;
  /** Keep the namespace from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * HDFS without a single point of failure, in a namespace of its own: two name nodes over a journal of three with automatic
 * failover by ZooKeeper, and data nodes on local disks whose rack is their zone. Each client namespace gets a ConfigMap
 * `hdfs-NAME` to mount as its Hadoop configuration.
 *
 * @example
 * new HdfsCluster("ai-lake", {
 *   hdfs, design: designHdfs(hdfs, pool, findInstanceType("i4i.4xlarge"), { "use1-az4": "10.0.0.0/20", "use1-az6": "10.0.16.0/20" }),
 *   vpcCidr: "10.16.0.0/16", kubernetesVersion: "1.35", kubernetes: provider,
 * });
 */
export class HdfsCluster extends pulumi.ComponentResource {
  readonly namespace: core.Namespace;
  readonly configuration: core.ConfigMap;
  /** Data nodes that leave. */
  readonly hosts: core.ConfigMap;
  /** By name: namenode, journalnode, zookeeper, and a `datanode-ZONE` for each zone. */
  readonly statefulSets: Record<string, apps.StatefulSet>;
  /** By client namespace. */
  readonly clientConfiguration: Record<string, core.ConfigMap>;

  constructor(name: string, args: HdfsClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:HdfsCluster", name, {}, opts);
    const { hdfs, design, kubernetes, storageClasses } = args;
    const files = daemonFiles(design, hdfs);
    this.namespace = this.createNamespace(name, args);
    const within = { parent: this, provider: kubernetes, dependsOn: [this.namespace] };
    this.configuration = createConfigMap(name, design.nameservice, mounted.configuration, files, within);
    this.hosts = createConfigMap(name, design.nameservice, mounted.hosts, hostFiles(design), within);
    createBounds(name, args, within);

    const roles = rolesOf(hdfs, design, storageClasses ?? { state: "gp3-encrypted", disks: "local-nvme" });
    const configured = { ...within, dependsOn: [this.configuration, this.hosts] };
    this.statefulSets = Object.fromEntries(
      roles.map((role) => [role.name, createRole(name, design.nameservice, role, files, configured)]),
    );
    this.clientConfiguration = Object.fromEntries(
      (hdfs.clients ?? []).map((client) => {
        const map = `hdfs-${hdfs.name}`;
        return [client, createConfigMap(`${name}-${client}`, client, map, clientFiles(design, hdfs), within)];
      }),
    );
    this.registerOutputs({ fileSystem: `hdfs://${design.nameservice}` });
  }

  private createNamespace(name: string, args: HdfsClusterArgs): core.Namespace {
    const { design, kubernetes, kubernetesVersion, protect = true } = args;
    return new core.Namespace(
      `${name}-namespace`,
      { metadata: { name: design.nameservice, labels: restrictedLabels(kubernetesVersion) } },
      { parent: this, provider: kubernetes, protect, retainOnDelete: protect },
    );
  }
}

function createConfigMap(
  name: string,
  namespace: string,
  map: string,
  data: Files,
  opts: pulumi.CustomResourceOptions,
): core.ConfigMap {
  return new core.ConfigMap(`${name}-${map}`, { metadata: { name: map, namespace }, data }, opts);
}

/** Who may reach the cluster's pods; and that none of them takes an accelerator. */
function createBounds(name: string, { hdfs, design, vpcCidr }: HdfsClusterArgs, opts: pulumi.CustomResourceOptions) {
  for (const [policyName, object] of Object.entries(networkPolicies(hdfs, design.nameservice, vpcCidr))) {
    new networking.NetworkPolicy(`${name}-${policyName}`, object, opts);
  }
  const hard = { "requests.nvidia.com/gpu": "0", "requests.aws.amazon.com/neuron": "0", "services.loadbalancers": "0" };
  const metadata = { name: "accelerators", namespace: design.nameservice };
  new core.ResourceQuota(`${name}-quota`, { metadata, spec: { hard } }, opts);
}

function createRole(
  name: string,
  namespace: string,
  role: Role,
  files: Files,
  opts: pulumi.CustomResourceOptions,
): apps.StatefulSet {
  const service = new core.Service(`${name}-${role.name}`, headlessService(namespace, role), opts);
  new policy.PodDisruptionBudget(`${name}-${role.name}`, disruptionBudget(namespace, role), opts);
  return new apps.StatefulSet(`${name}-${role.name}`, statefulSet(namespace, role, files), {
    ...opts,
    dependsOn: [opts.dependsOn as pulumi.Resource[], service].flat(),
  });
}
