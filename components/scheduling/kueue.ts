import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type { CustomObject } from "./customObject";

// What we say to Kueue, of its API kueue.x-k8s.io/v1beta2 (sigs.k8s.io/kueue v0.17.0, apis/kueue/v1beta2).

type Kind<Name extends string, Fields extends object> = CustomObject<
  { apiVersion: typeof kueueApi; kind: Name } & Fields
>;

export const kueueApi = "kueue.x-k8s.io/v1beta2";

export type Topology = Kind<"Topology", { spec: { levels: { nodeLabel: string }[] } }>;

export type ResourceFlavor = Kind<
  "ResourceFlavor",
  {
    spec: {
      nodeLabels: Record<string, string>;
      tolerations?: kubernetes.core.v1.Toleration[];
      topologyName?: string;
    };
  }
>;

export type Cohort = Kind<"Cohort", { spec: { resourceGroups?: ResourceGroup[] } }>;

export type ClusterQueue = Kind<
  "ClusterQueue",
  {
    spec: {
      cohortName: string;
      namespaceSelector: kubernetes.meta.v1.LabelSelector;
      resourceGroups: ResourceGroup[];
      queueingStrategy: "BestEffortFIFO" | "StrictFIFO";
      preemption: { reclaimWithinCohort: string; withinClusterQueue: string };
      fairSharing?: { weight: string };
    };
  }
>;

export type LocalQueue = Kind<"LocalQueue", { spec: { clusterQueue: string } }>;

export type WorkloadPriorityClass = Kind<"WorkloadPriorityClass", { value: number }>;

export interface ResourceGroup {
  coveredResources: string[];
  flavors: { name: string; resources: ResourceQuota[] }[];
}

export interface ResourceQuota {
  name: string;
  nominalQuota: number;
  borrowingLimit?: number;
  lendingLimit?: number;
}
