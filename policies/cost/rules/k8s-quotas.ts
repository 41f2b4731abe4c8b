import { acceleratorPool } from "../../aws/pools";
import { aws } from "../../aws/types";
import { inNamespace, isForPods } from "../../kubernetes/namespaces";
import { acceleratorResources } from "../../kubernetes/pods";
import { kubernetes } from "../../kubernetes/types";
import { graphRule, must } from "../../rule";
import { anyOf, truthOf } from "../../../plan/property";

export const k8sQuotas = graphRule({
  id: "K8S-21",
  name: "k8s-quotas",
  title: "Namespaces that enforce restricted pods bound their accelerators",
  severity: "medium",
  rationale: "Without a quota one namespace takes every accelerator of the cluster, and those that an autoscaler adds.",
  remediation: "Add a `ResourceQuota` with `requests.nvidia.com/gpu`, or of the device that the cluster has.",
  controls: {},
  types: [kubernetes.namespace],
  check: (namespace, graph) => {
    // Namespaces of operators run no jobs: only teams' are restricted, and only where the cluster has accelerators.
    const teams = namespace.at("metadata", "labels", "pod-security.kubernetes.io/enforce").is("restricted");
    const hasAccelerators = graph.ofType(aws.nodeGroup).some((group) => acceleratorPool(group));
    if (!isForPods(namespace, []) || teams !== "yes" || !hasAccelerators) return [];
    const quotas = inNamespace(namespace, kubernetes.resourceQuota, graph);
    const bounds = quotas.map((quota) => {
      const hard = quota.at("spec", "hard");
      return hard.isUnknown
        ? "unknown"
        : truthOf(acceleratorResources.some((device) => hard.at(`requests.${device}`).isPresent));
    });
    return [must(anyOf(bounds), "nothing bounds the namespace's accelerators")];
  },
});
