import { Release } from "@pulumi/kubernetes/helm/v3/release";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { findInstanceType } from "../../catalog/instanceTypes";
import { outdatedSoftware } from "../../catalog/minimumSoftware";
import { type NodeSoftware, nodeSoftwareChart } from "../../catalog/nodeSoftware";
import { ultraServerOf } from "../../catalog/ultraServers";
import type { Pool } from "../../spec/stack";
import { usesEfa } from "../../spec/fabric";
import { pinnedChart } from "../pinnedChart";

export interface AcceleratorOperatorsArgs {
  /** The pools that the cluster has: they decide which plugins it needs. */
  pools: Pick<Pool, "name" | "instanceType" | "zone" | "efa" | "imageFamily">[];
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
}

/**
 * The device plugins that make accelerators and EFA interfaces schedulable: only those that a pool needs, at the
 * catalogue's versions, on the nodes that carry the device.
 *
 * Plugins, not DRA drivers: EFA's DRA driver works with neither Karpenter nor two plugins on one node, and dynamic pools
 * share the cluster. UltraServers alone need a DRA driver, for the memory domain that their jobs make across nodes.
 *
 * @throws pulumi.RunError where a pinned plugin is older than a pool's type needs.
 * @example
 * new AcceleratorOperators("ai", { pools: [{ name: "train", instanceType: "p5en.48xlarge", zone: "use1-az5" }], kubernetes: provider });
 */
export class AcceleratorOperators extends pulumi.ComponentResource {
  /** By chart. */
  readonly releases: Partial<Record<NodeSoftware, Release>> = {};

  constructor(name: string, args: AcceleratorOperatorsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:compute:AcceleratorOperators", name, {}, opts);
    for (const plugin of neededPlugins(args.pools)) {
      refuseOutdated(plugin, args.pools);
      this.releases[plugin] = this.release(name, plugin, args);
    }
    this.registerOutputs({ plugins: Object.keys(this.releases) });
  }

  private release(name: string, plugin: Plugin, args: AcceleratorOperatorsArgs): Release {
    return new Release(
      `${name}-${plugin}`,
      {
        name: plugin,
        namespace: "kube-system",
        ...pinnedChart(nodeSoftwareChart(plugin)),
        values: pluginValues(plugin, args.pools),
      },
      { parent: this, provider: args.kubernetes },
    );
  }
}

type Plugin = "nvidia-device-plugin" | "aws-efa-k8s-device-plugin" | "neuron-helm-chart" | "nvidia-dra-driver-gpu";

/** Plugins go wherever the device is, past every taint: without them the node cannot be used at all. */
const everywhere = [{ operator: "Exists" }];

function pluginValues(plugin: Plugin, pools: AcceleratorOperatorsArgs["pools"]): pulumi.Inputs {
  switch (plugin) {
    case "nvidia-device-plugin":
      return {
        // Bottlerocket's NVIDIA images carry this plugin themselves.
        nodeSelector: { "nvidia.com/gpu.present": "true", "aidc.dev/image-family": "al2023" },
        tolerations: everywhere,
        // Feature discovery labels the nodes of one NVLink domain with its clique.
        ...(pools.some(inUltraServer) && { gfd: { enabled: true } }),
      };
    case "aws-efa-k8s-device-plugin":
      return { nodeSelector: { "vpc.amazonaws.com/efa.present": "true" }, tolerations: everywhere };
    case "neuron-helm-chart":
      return {
        // EKS' own node monitoring agent watches Neuron devices and repairs their nodes.
        npd: { enabled: false },
        devicePlugin: { nodeSelector: { "aws.amazon.com/neuron.present": "true" }, tolerations: everywhere },
      };
    case "nvidia-dra-driver-gpu":
      return {
        // GPUs stay with the device plugin: the driver's own allocation of them is experimental.
        resources: { gpus: { enabled: false }, computeDomains: { enabled: true } },
        controller: { affinity: null },
        kubeletPlugin: { nodeSelector: { "nvidia.com/gpu.present": "true" }, affinity: null, tolerations: everywhere },
      };
  }
}

function neededPlugins(pools: AcceleratorOperatorsArgs["pools"]): Plugin[] {
  const types = pools.map((pool) => ({ pool, type: findInstanceType(pool.instanceType) }));
  const needs: [Plugin, boolean][] = [
    [
      "nvidia-device-plugin",
      types.some(
        ({ pool, type }) => type?.accelerator?.manufacturer === "NVIDIA" && pool.imageFamily !== "bottlerocket",
      ),
    ],
    ["aws-efa-k8s-device-plugin", types.some(({ pool, type }) => type !== undefined && usesEfa(pool, type))],
    ["neuron-helm-chart", types.some(({ type }) => type?.accelerator?.manufacturer === "AWS")],
    ["nvidia-dra-driver-gpu", pools.some(inUltraServer)],
  ];
  return needs.filter(([, needed]) => needed).map(([plugin]) => plugin);
}

/** In an UltraServer of GPUs; Trainium's need no driver beside their own. */
function inUltraServer({ instanceType }: { instanceType: string }): boolean {
  const maker = findInstanceType(instanceType)?.accelerator?.manufacturer;
  return maker === "NVIDIA" && ultraServerOf(instanceType) !== undefined;
}

function refuseOutdated(plugin: Plugin, pools: AcceleratorOperatorsArgs["pools"]): void {
  const { version } = nodeSoftwareChart(plugin);
  for (const { name, instanceType } of pools) {
    for (const { needed } of outdatedSoftware(instanceType, { [plugin]: version })) {
      throw new pulumi.RunError(
        `pool ${name}: ${instanceType} needs ${plugin} ${needed} or newer; the catalogue pins ${version}.`,
      );
    }
  }
}
