import { type Facts, readFacts } from "./facts";
import { compareVersions } from "./versions";

/** A Helm chart as `helm.v3.Release` takes it. */
export interface Chart {
  /** A name in `repository`, or an `oci://` address. */
  chart: string;
  repository?: string;
  version: string;
}

interface NodeSoftwareFacts extends Facts {
  charts: Record<string, Chart & { source: string[] }>;
  /** By Kubernetes version. */
  clusterAutoscaler: Record<string, { image: string; source: string[] }>;
  /** By chart, then instance type: the oldest version that serves the type. */
  minimumCharts: Record<string, Record<string, { version: string; source: string[] }>>;
}

export type NodeSoftware =
  | "nvidia-device-plugin"
  | "aws-efa-k8s-device-plugin"
  | "neuron-helm-chart"
  | "nvidia-dra-driver-gpu"
  | "karpenter"
  | "karpenter-crd"
  | "cluster-autoscaler"
  | "dcgm-exporter"
  | "kube-state-metrics"
  | "prometheus-node-exporter"
  | "aws-fsx-csi-driver"
  | "aws-efs-csi-driver"
  | "aws-mountpoint-s3-csi-driver"
  | "local-static-provisioner";

/** The pinned chart of the software that nodes and their scaling need. */
export function nodeSoftwareChart(name: NodeSoftware): Chart {
  const pin = readFacts<NodeSoftwareFacts>("node-software").charts[name];
  if (!pin) throw new Error(`catalog/facts/node-software.json has no chart ${name}`);
  return { chart: pin.chart, repository: pin.repository, version: pin.version };
}

/** Image tag of the autoscaler built for a Kubernetes version, or undefined where the catalogue has none. */
export function clusterAutoscalerImage(kubernetesVersion: string): string | undefined {
  return readFacts<NodeSoftwareFacts>("node-software").clusterAutoscaler[kubernetesVersion]?.image;
}

/** A pinned chart that is older than a type needs. */
export interface OutdatedChart {
  chart: string;
  pinned: string;
  needed: string;
}

/** Whether the chart's pinned version is too old for the type; undefined where it serves it, or no source says. */
export function outdatedChart(
  name: NodeSoftware,
  instanceType: string,
  pinned = nodeSoftwareChart(name).version,
): OutdatedChart | undefined {
  const needed = readFacts<NodeSoftwareFacts>("node-software").minimumCharts[name]?.[instanceType]?.version;
  return needed && compareVersions(pinned, needed) < 0 ? { chart: name, pinned, needed } : undefined;
}

/** The oldest version of each chart that serves the type, as far as a source tells. */
export function minimumCharts(instanceType: string): Record<string, string> {
  const minimum = Object.entries(readFacts<NodeSoftwareFacts>("node-software").minimumCharts);
  return Object.fromEntries(
    minimum.flatMap(([chart, types]) => (types[instanceType] ? [[chart, types[instanceType].version]] : [])),
  );
}
