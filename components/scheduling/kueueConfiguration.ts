import type { Scheduling } from "../../spec/stack";
import { teamLabel } from "./teamLabel";

/** The configuration of Kueue's controller, which queues TrainJobs where Trainer is installed: config.kueue.x-k8s.io/v1beta2 of Kueue v0.17.0. */
export function kueueConfiguration({ fairSharing = true }: Pick<Scheduling, "fairSharing">, trainer = false) {
  return {
    apiVersion: "config.kueue.x-k8s.io/v1beta2",
    kind: "Configuration",
    health: { healthProbeBindAddress: ":8081" },
    metrics: { bindAddress: ":8443", enableClusterQueueResources: true },
    webhook: { port: 9443 },
    leaderElection: { leaderElect: true, resourceName: "c1f6bfd2.kueue.x-k8s.io" },
    clientConnection: { qps: 50, burst: 100 },
    // Nothing in a team's namespace passes its queue by.
    manageJobsWithoutQueueName: true,
    managedJobsNamespaceSelector: { matchExpressions: [{ key: teamLabel, operator: "Exists" }] },
    // A gang whose pods are not all ready by then gives its nodes back and waits again; the time is for nodes that must start
    // and images of tens of GB.
    waitForPodsReady: {
      timeout: "30m",
      recoveryTimeout: "30m",
      blockAdmission: false,
      requeuingStrategy: { timestamp: "Eviction", backoffBaseSeconds: 60, backoffMaxSeconds: 3600 },
    },
    // Quotas are in accelerators: the rest of a node goes with them.
    resources: {
      excludeResourcePrefixes: ["cpu", "memory", "ephemeral-storage", "hugepages-", "vpc.amazonaws.com/"],
    },
    integrations: {
      frameworks: [
        "batch/job",
        "jobset.x-k8s.io/jobset",
        "leaderworkerset.x-k8s.io/leaderworkerset",
        "pod",
        "deployment",
        "statefulset",
        ...(trainer ? ["trainer.kubeflow.org/trainjob"] : []),
      ],
    },
    ...(fairSharing && {
      fairSharing: { preemptionStrategies: ["LessThanOrEqualToFinalShare", "LessThanInitialShare"] },
    }),
    // Finished jobs stay as long as their own TTL says; their workloads need not outlive them by much.
    objectRetentionPolicies: { workloads: { afterFinished: "168h" } },
  };
}
