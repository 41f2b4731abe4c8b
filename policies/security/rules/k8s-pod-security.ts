import { hostNamespaces } from "../../kubernetes/namespaces";
import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const k8sPodSecurity = resourceRule({
  id: "K8S-12",
  name: "k8s-pod-security",
  title: "Namespaces enforce a Pod Security Standard",
  severity: "high",
  rationale:
    "Rules on a plan see what the plan makes; the namespace's label also holds what people and operators apply later.",
  remediation:
    "Label the namespace `pod-security.kubernetes.io/enforce: restricted`; those of node agents, `privileged`, by name.",
  controls: { pss: ["Restricted"], ...safeguards.secureConfiguration, cisEks: ["4.2.1"] },
  types: [kubernetes.namespace],
  parameters: {
    levels: {
      description: "Levels that satisfy the rule.",
      schema: { type: "array", items: { enum: ["restricted", "baseline"] } },
      weaker: "higher",
      default: ["restricted", "baseline"],
    },
    hostNamespaces,
  },
  check: (namespace, { parameters }) => {
    if (parameters.hostNamespaces.includes(namespace.at("metadata", "name").text ?? "")) return [];
    const level = namespace.at("metadata", "labels", "pod-security.kubernetes.io/enforce");
    return [must(level.is(...parameters.levels), "any pod may run in the namespace", level)];
  },
});
