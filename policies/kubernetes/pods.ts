import type { GraphResource } from "../../plan/graph";
import type { Property } from "../../plan/property";
import { kubernetes } from "./types";

/** A pod, or the template of pods. */
export interface Pod {
  metadata: Property;
  spec: Property;
}

/** Where each kind keeps its pods' templates. `*` stands for each element of a list, or each member of a map. */
const templates: Record<string, string[]> = {
  [kubernetes.pod]: [""],
  [kubernetes.deployment]: ["spec.template"],
  [kubernetes.statefulSet]: ["spec.template"],
  [kubernetes.daemonSet]: ["spec.template"],
  "kubernetes:apps/v1:ReplicaSet": ["spec.template"],
  [kubernetes.job]: ["spec.template"],
  [kubernetes.cronJob]: ["spec.jobTemplate.spec.template"],
  [kubernetes.jobSet]: ["spec.replicatedJobs.*.template.spec.template"],
  [kubernetes.trainingRuntime]: ["spec.template.spec.replicatedJobs.*.template.spec.template"],
  [kubernetes.leaderWorkerSet]: [
    "spec.leaderWorkerTemplate.leaderTemplate",
    "spec.leaderWorkerTemplate.workerTemplate",
  ],
  "kubernetes:kubeflow.org/v1:PyTorchJob": ["spec.pytorchReplicaSpecs.*.template"],
  "kubernetes:kubeflow.org/v1:TFJob": ["spec.tfReplicaSpecs.*.template"],
  "kubernetes:kubeflow.org/v2beta1:MPIJob": ["spec.mpiReplicaSpecs.*.template"],
  "kubernetes:ray.io/v1:RayCluster": ["spec.headGroupSpec.template", "spec.workerGroupSpecs.*.template"],
  "kubernetes:ray.io/v1:RayJob": [
    "spec.rayClusterSpec.headGroupSpec.template",
    "spec.rayClusterSpec.workerGroupSpecs.*.template",
  ],
  "kubernetes:ray.io/v1:RayService": [
    "spec.rayClusterConfig.headGroupSpec.template",
    "spec.rayClusterConfig.workerGroupSpecs.*.template",
  ],
};

/** The kinds that make pods. */
export const podTypes = Object.keys(templates);

/** The kinds whose pods serve until they are stopped, and are then made anew. */
export const serverTypes = [kubernetes.deployment, kubernetes.statefulSet] as const;

/** The pods that the resource makes: one for each template. */
export function podsOf(resource: GraphResource): Pod[] {
  return (templates[resource.type] ?? []).flatMap((path) => {
    const found = path
      .split(".")
      .reduce<Property[]>((from, key) => from.flatMap((one) => below(one, key)), [resource.at()]);
    return found.filter((one) => one.isPresent).map((one) => ({ metadata: one.at("metadata"), spec: one.at("spec") }));
  });
}

function below(property: Property, key: string): Property[] {
  if (key === "") return [property];
  if (key !== "*") return [property.at(key)];
  if (property.isUnknown) return [property];
  return Array.isArray(property.known) ? property.elements : Object.values(property.members);
}

/** The containers that live as long as the pod. Of a list that is unknown, its one unknown. */
export const containersOf = ({ spec }: Pod): Property[] => elementsOf(spec.at("containers"));

/** All containers, those that prepare the pod too. */
export const allContainersOf = (pod: Pod): Property[] => [
  ...containersOf(pod),
  ...elementsOf(pod.spec.at("initContainers")),
];

const elementsOf = (list: Property) => (list.isUnknown ? [list] : list.elements);

/** A setting of a container's security context, else its pod's. */
export function securitySetting(pod: Pod, container: Property, ...keys: string[]): Property {
  const own = container.at("securityContext", ...keys);
  const pods = pod.spec.at("securityContext", ...keys);
  return own.isAbsent && pods.isPresent ? pods : own;
}

/** Devices that a container asks for: GPUs and Neuron devices. */
export const acceleratorResources = ["nvidia.com/gpu", "aws.amazon.com/neuron", "aws.amazon.com/neuroncore"];

/** How many accelerators the container is limited to, which is also what it asks for. */
export function acceleratorsOf(container: Property): Property | undefined {
  const limits = container.at("resources", "limits");
  return acceleratorResources.map((device) => limits.at(device)).find((limit) => limit.isPresent && !limits.isUnknown);
}
