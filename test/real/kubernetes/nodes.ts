import { findInstanceType } from "../../../catalog/instanceTypes";
import { maxPods } from "../../../catalog/pods";
import { topologyLevels } from "../../../catalog/topology";
import { efaHugePages } from "../../../components/compute/nodeConfig";
import { acceleratorResource } from "../../../components/compute/nodeMarks";
import { designPool } from "../../../components/compute/poolDesign";
import type { KubernetesObject } from "../../../plan/kubernetesObjects";
import type { Pool } from "../../../spec/stack";

/** A node of the pool as it joins the cluster: the labels and taints that its node group sets, and what its type has. */
export function poolNode(pool: Pool, region: string, name: string, place: string[]): KubernetesObject {
  const zone = pool.zone ?? "";
  const { labels, taints, efa } = designPool(pool, region, [zone]);
  const layers = topologyLevels(pool.instanceType).slice(0, -1);
  const resources = resourcesOf(pool.instanceType, efa);
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        ...labels,
        ...{ "kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64" },
        "node.kubernetes.io/instance-type": pool.instanceType,
        "topology.k8s.aws/zone-id": zone,
        ...Object.fromEntries(layers.map((label, index) => [label, place[index] ?? ""])),
      },
    },
    spec: { taints: taints.map(({ key, value }) => ({ key, value, effect: "NoSchedule" })) },
    status: { allocatable: resources, capacity: resources },
  };
}

/** Allocatable memory is 92.5% of the type's, as Karpenter reckons before it has seen a node (`VM_MEMORY_OVERHEAD_PERCENT`). */
function resourcesOf(instanceType: string, efa: boolean): Record<string, string> {
  const type = findInstanceType(instanceType)!;
  const hugePagesMiB = efa ? efaHugePages * 2 : 0;
  return {
    cpu: String(type.vcpus),
    memory: `${Math.floor(type.memoryGiB * 1024 * 0.925) - hugePagesMiB}Mi`,
    "ephemeral-storage": "1Ti",
    pods: String(maxPods(type)),
    "hugepages-2Mi": `${hugePagesMiB}Mi`,
    ...(type.accelerator && { [acceleratorResource(type.accelerator)]: String(type.accelerator.count) }),
    ...(efa && { "vpc.amazonaws.com/efa": String(type.network.maxEfaInterfaces) }),
  };
}
