import { acceleratorPool, fabricInterfacesOf, type NodePool } from "../../aws/pools";
import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { graphRule, must, type Requirement, satisfied } from "../../rule";
import type { ResourceGraph } from "../../../plan/graph";
import { type Property, truthOf } from "../../../plan/property";
import type { InstanceType } from "../../../catalog/instanceTypes";
import { outdatedSoftware } from "../../../catalog/minimumSoftware";

export const fabDevicePlugin = graphRule({
  id: "FAB-06",
  name: "fab-device-plugin",
  title: "Every device that nodes carry has the plugin that hands it out",
  severity: "high",
  rationale:
    "Kubernetes sees no accelerator and no EFA without its plugin: nodes are paid for and no pod can ask for them.",
  remediation:
    "Install the device's plugin in the cluster, at a version that knows the instance type: a `helm.v3.Release` or an EKS add-on.",
  controls: {},
  types: [aws.nodeGroup],
  check: (nodeGroup, graph) => {
    const pool = acceleratorPool(nodeGroup);
    // Nodes of another stack's cluster have that stack's plugins.
    if (!pool || nodeGroup.references("clusterName", aws.cluster).length === 0) return [];
    return devicesOf(pool).flatMap(({ device, software }) => pluginRequirements(device, software, pool.type, graph));
  },
});

/** A pool's devices, and what can hand each out: by chart or add-on. */
function devicesOf(pool: NodePool & { type: InstanceType }): { device: string; software: string[] }[] {
  const maker = pool.type.accelerator?.manufacturer;
  // Bottlerocket's images with accelerators carry NVIDIA's plugin.
  const builtIn = pool.group.at("amiType").matches(/^BOTTLEROCKET_.*(NVIDIA|FIPS)/) === "yes";
  return [
    ...(maker === "NVIDIA" && !builtIn
      ? [{ device: "GPUs", software: ["nvidia-device-plugin", "gpu-operator", "nvidia-dra-driver-gpu"] }]
      : []),
    ...(maker === "AWS" ? [{ device: "Neuron devices", software: ["neuron-helm-chart", "eks-neuron-plugin"] }] : []),
    ...(fabricInterfacesOf(pool).length > 0
      ? [{ device: "EFA interfaces", software: ["aws-efa-k8s-device-plugin"] }]
      : []),
  ];
}

function pluginRequirements(
  device: string,
  software: string[],
  type: InstanceType,
  graph: ResourceGraph,
): Requirement[] {
  const charts = graph.ofType(...kubernetes.charts).filter((release) => isOneOf(release.at("chart"), software));
  const addons = graph.ofType(aws.addon).filter((addon) => isOneOf(addon.at("addonName"), software));
  if (charts.length + addons.length === 0) return [must("no", `no plugin hands out the ${device} of ${type.name}`)];
  return [
    satisfied,
    ...charts.map((release) => {
      const version = release.at("version");
      const name = software.find((candidate) => isOneOf(release.at("chart"), [candidate])) ?? "";
      const [outdated] = version.text === undefined ? [] : outdatedSoftware(type.name, { [name]: version.text });
      return must(truthOf(!outdated), `${type.name} needs ${name} ${outdated?.needed} or newer`, version, release);
    }),
  ];
}

/** A chart's name may end an OCI address. */
const isOneOf = (named: Property, software: string[]) =>
  software.some((name) => named.text === name || named.text?.endsWith(`/${name}`));
