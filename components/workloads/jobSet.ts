import type * as kubernetes from "@pulumi/kubernetes/types/input";
import { topologyLevels } from "../../catalog/topology";
import type { Pool, TrainingWorkload } from "../../spec/stack";
import { isElastic } from "../compute/nodes";
import type { CustomObject } from "../scheduling/customObject";
import { defaultQueue, topologyName } from "../scheduling/queues";
import { containerName, trainingPod } from "./trainingPod";
import type { Role } from "./rendezvous";

/** What we say to JobSet, of its API jobset.x-k8s.io/v1alpha2 (sigs.k8s.io/jobset v0.11.1). */
export type JobSet = CustomObject<{
  kind: "JobSet";
  spec: {
    replicatedJobs: { name: string; replicas: number; template: { spec: kubernetes.batch.v1.JobSpec } }[];
    network: { enableDNSHostnames: boolean; publishNotReadyAddresses: boolean };
    successPolicy?: { operator: "All" | "Any"; targetReplicatedJobs: string[] };
    failurePolicy: { maxRestarts: number; restartStrategy: "BlockingRecreate"; rules: FailureRule[] };
    ttlSecondsAfterFinished: number;
  };
}>;

interface FailureRule {
  name: string;
  action: "FailJobSet" | "RestartJobSet" | "RestartJobSetAndIgnoreMaxRestarts";
  onJobFailureReasons: string[];
  onJobFailureMessagePatterns?: string[];
}

/** Exit codes that no restart mends: wrong use (by convention of shells and argument parsers), not executable, not found. */
const wrongUse = [2, 126, 127];

/**
 * A training job as a JobSet: a gang of one pod a node, which starts whole or waits, keeps together on the network, and starts
 * anew from its checkpoint when a node is lost.
 */
export function jobSet(workload: TrainingWorkload, pool: Pool): JobSet {
  const roles = rolesOf(workload);
  const { name, team, priority = "normal", maxRestarts = 3, keepHours = 24, maxHours } = workload;
  return {
    apiVersion: "jobset.x-k8s.io/v1alpha2",
    kind: "JobSet",
    metadata: {
      name,
      namespace: team,
      labels: {
        "kueue.x-k8s.io/queue-name": defaultQueue,
        "kueue.x-k8s.io/priority-class": priority,
        ...(maxHours !== undefined && { "kueue.x-k8s.io/max-exec-time-seconds": String(Math.round(maxHours * 3600)) }),
      },
    },
    spec: {
      replicatedJobs: roles.map((role) => ({
        name: role.name,
        replicas: 1,
        template: { spec: job(workload, pool, roles, role) },
      })),
      // Processes look each other up while they start: before they are ready.
      network: { enableDNSHostnames: true, publishNotReadyAddresses: true },
      // Parameter servers and their workers serve until the chief is done.
      ...(roles.length > 1 && { successPolicy: { operator: "All", targetReplicatedJobs: ["chief"] } }),
      failurePolicy: { maxRestarts, restartStrategy: "BlockingRecreate", rules: failureRules },
      ttlSecondsAfterFinished: Math.round(keepHours * 3600),
    },
  };
}

/** A lost node, a preemption or a reclaimed instance is nobody's fault; wrong use stays wrong. All else counts. */
const failureRules: FailureRule[] = [
  {
    name: "disruption",
    action: "RestartJobSetAndIgnoreMaxRestarts",
    onJobFailureReasons: ["PodFailurePolicy"],
    onJobFailureMessagePatterns: ["has condition DisruptionTarget"],
  },
  { name: "wronguse", action: "FailJobSet", onJobFailureReasons: ["PodFailurePolicy"] },
];

export function rolesOf({ nodes, strategy }: Pick<TrainingWorkload, "nodes" | "strategy">): Role[] {
  const workers: Role = { name: "worker", pods: nodes };
  if (typeof strategy !== "object" || !("parameterServers" in strategy)) return [workers];
  return [{ name: "chief", pods: 1 }, workers, { name: "ps", pods: strategy.parameterServers }];
}

function job(workload: TrainingWorkload, pool: Pool, roles: Role[], role: Role): kubernetes.batch.v1.JobSpec {
  return {
    completionMode: "Indexed",
    parallelism: role.pods,
    completions: role.pods,
    // One lost pod ends the step of all: the gang restarts, not the pod.
    backoffLimit: 0,
    podFailurePolicy: {
      rules: [
        { action: "FailJob", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] },
        { action: "FailJob", onExitCodes: { containerName, operator: "In", values: wrongUse } },
      ],
    },
    template: {
      metadata: { annotations: { ...undisturbed(pool), ...(role.name === "worker" && placement(workload, pool)) } },
      spec: trainingPod(workload, pool, roles, role),
    },
  };
}

/** Where nodes come and go, none goes for tidiness while a gang works on it: it would cost all of them their step. */
function undisturbed({ nodes }: Pool): Record<string, string> {
  return isElastic(nodes)
    ? { "karpenter.sh/do-not-disrupt": "true", "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" }
    : {};
}

/** Kueue's word for how near the gang's nodes must be: the last layer of the network is a rack's, the one above a block's. */
function placement({ within }: TrainingWorkload, pool: Pool): Record<string, string> {
  if (!topologyName(pool)) return {};
  if (within === "spread") return { "kueue.x-k8s.io/podset-unconstrained-topology": "true" };
  const layers = topologyLevels(pool.instanceType).slice(0, -1);
  const level = layers.at(within === "block" ? -2 : -1) ?? "";
  return { [`kueue.x-k8s.io/podset-${within ? "required" : "preferred"}-topology`]: level };
}
