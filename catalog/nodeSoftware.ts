import { type Facts, readFacts } from "./facts";

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
