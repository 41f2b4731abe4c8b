import { type Facts, readFacts } from "./facts";
import type { Chart } from "./nodeSoftware";

interface ClusterSoftwareFacts extends Facts {
  charts: Record<string, Chart & { source: string[] }>;
}

/** Operators that queue, run and publish the cluster's work. */
export type ClusterSoftware = "kueue" | "jobset" | "lws" | "kubeflow-trainer" | "keda" | "aws-load-balancer-controller";

/** The pinned chart of an operator. */
export function clusterSoftwareChart(name: ClusterSoftware): Chart {
  const pin = readFacts<ClusterSoftwareFacts>("cluster-software").charts[name];
  if (!pin) throw new Error(`catalog/facts/cluster-software.json has no chart ${name}`);
  return { chart: pin.chart, repository: pin.repository, version: pin.version };
}
