import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type { TrainingWorkload } from "../../spec/stack";

type EnvVar = kubernetes.core.v1.EnvVar & { name: string };

/** A part that pods of a job play: `worker`, and with parameter servers `chief` and `ps`. */
export interface Role {
  name: "chief" | "worker" | "ps";
  pods: number;
}

/** By what each framework's processes find each other, in the pod that plays `role`. One address a pod, by JobSet's host names. */
export function rendezvous(
  { name, framework }: Pick<TrainingWorkload, "name" | "framework">,
  roles: readonly Role[],
  role: Role,
  acceleratorsPerNode: number,
): EnvVar[] {
  const workers = roles.find((other) => other.name === "worker")!;
  const first = hosts(name, workers)[0]!;
  switch (framework) {
    case "tensorflow":
      return [podIndex("POD_INDEX"), { name: "TF_CONFIG", value: tfConfig(name, roles, role) }];
    case "pytorch":
      // torchrun reads its options from PET_*: the image's command stays `torchrun train.py`.
      return [
        podIndex("PET_NODE_RANK"),
        { name: "PET_NNODES", value: String(workers.pods) },
        { name: "PET_NPROC_PER_NODE", value: String(acceleratorsPerNode) },
        { name: "PET_RDZV_BACKEND", value: "c10d" },
        { name: "PET_RDZV_ENDPOINT", value: `${first}:${ports.pytorch}` },
        { name: "PET_RDZV_ID", value: name },
        { name: "MASTER_ADDR", value: first },
        { name: "MASTER_PORT", value: String(ports.pytorch) },
      ];
    case "jax":
      return [
        podIndex("JAX_PROCESS_ID"),
        { name: "JAX_NUM_PROCESSES", value: String(workers.pods) },
        { name: "JAX_COORDINATOR_ADDRESS", value: `${first}:${ports.jax}` },
      ];
  }
}

/** Where each framework's own defaults have it listen. */
const ports = { tensorflow: 2222, pytorch: 29400, jax: 8476 };

/** TensorFlow's cluster, every task by name; the kubelet writes the pod's own index into it. */
function tfConfig(name: string, roles: readonly Role[], role: Role): string {
  const cluster = Object.fromEntries(
    roles.map((each) => [each.name, hosts(name, each).map((host) => `${host}:${ports.tensorflow}`)]),
  );
  const config = JSON.stringify({ cluster, task: { type: role.name, index: 0 } });
  return config.replace(/"index":0/, '"index":$(POD_INDEX)');
}

/** JobSet's names for a role's pods: `<jobset>-<role>-<job>-<pod>` in the job set's headless service. */
function hosts(name: string, { name: role, pods }: Role): string[] {
  return Array.from({ length: pods }, (_, index) => `${name}-${role}-0-${index}.${name}`);
}

function podIndex(name: string): EnvVar {
  const fieldPath = "metadata.annotations['batch.kubernetes.io/job-completion-index']";
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}
