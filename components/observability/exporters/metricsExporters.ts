import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Release } from "@pulumi/kubernetes/helm/v3/release";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { findInstanceType } from "../../../catalog/instanceTypes";
import { type NodeSoftware, nodeSoftwareChart } from "../../../catalog/nodeSoftware";
import type { Pool } from "../../../spec/stack";
import { exporterNamespace } from "../prometheus/scrape";
import { pinnedChart } from "../../pinnedChart";
import { dcgmExporterValues, kubeStateMetricsValues, nodeExporterValues } from "./values";

export interface MetricsExportersArgs {
  /** The pools that the cluster has: dcgm-exporter comes where one has NVIDIA GPUs. */
  pools: Pick<Pool, "instanceType">[];
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
}

/**
 * What turns nodes, GPUs, EFA interfaces and Kubernetes objects into Prometheus metrics, at the catalogue's chart versions.
 *
 * @example
 * new MetricsExporters("ai", { pools: [{ instanceType: "p5en.48xlarge" }], kubernetes: provider });
 */
export class MetricsExporters extends pulumi.ComponentResource {
  readonly namespace: Namespace;
  /** By chart. */
  readonly releases: Partial<Record<NodeSoftware, Release>>;

  constructor(name: string, args: MetricsExportersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:observability:MetricsExporters", name, {}, opts);
    const child = { parent: this, provider: args.kubernetes };
    this.namespace = exportersNamespace(name, child);
    const exporters: [NodeSoftware, pulumi.Inputs][] = [
      ["prometheus-node-exporter", nodeExporterValues],
      ["kube-state-metrics", kubeStateMetricsValues],
    ];
    if (args.pools.some(hasNvidiaGpus)) exporters.push(["dcgm-exporter", dcgmExporterValues]);
    this.releases = Object.fromEntries(
      exporters.map(([chart, values]) => [chart, this.release(name, chart, values, child)]),
    );
    this.registerOutputs({ exporters: Object.keys(this.releases) });
  }

  private release(name: string, exporter: NodeSoftware, values: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    return new Release(
      `${name}-${exporter}`,
      {
        name: exporter,
        namespace: this.namespace.metadata.name,
        ...pinnedChart(nodeSoftwareChart(exporter)),
        values,
      },
      opts,
    );
  }
}

/** Exporters read the host: its network, its devices. No other namespace may. */
function exportersNamespace(name: string, opts: pulumi.CustomResourceOptions): Namespace {
  return new Namespace(
    `${name}-namespace`,
    { metadata: { name: exporterNamespace, labels: { "pod-security.kubernetes.io/enforce": "privileged" } } },
    opts,
  );
}

function hasNvidiaGpus({ instanceType }: Pick<Pool, "instanceType">): boolean {
  return findInstanceType(instanceType)?.accelerator?.manufacturer === "NVIDIA";
}
