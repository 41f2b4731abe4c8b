import { hostNamespaces, judgedPods } from "../../kubernetes/namespaces";
import { allContainersOf, podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const k8sCapabilities = resourceRule({
  id: "K8S-05",
  name: "k8s-capabilities",
  title: "Containers drop all capabilities",
  severity: "medium",
  rationale: "The runtime's default capabilities forge packets and change owners: a training job needs none of them.",
  remediation: 'Set `securityContext.capabilities.drop` to ["ALL"], and add at most NET_BIND_SERVICE.',
  controls: { pss: ["Restricted: Capabilities"], ...safeguards.leastPrivilege },
  types: podTypes,
  parameters: {
    hostNamespaces,
    allowed: {
      description: "Capabilities that a container may add.",
      schema: { type: "array", items: { type: "string" } },
      weaker: "higher",
      default: ["NET_BIND_SERVICE"],
    },
  },
  check: (resource, { parameters }) =>
    judgedPods(resource, parameters.hostNamespaces).flatMap((pod) =>
      allContainersOf(pod).flatMap((container) => {
        const [drop, add] = ["drop", "add"].map((key) => container.at("securityContext", "capabilities", key));
        if (!drop || !add) return [];
        return [
          must(drop.includes("ALL"), "a container keeps the runtime's capabilities", drop),
          must(
            add.every((one) => one.is(...parameters.allowed)),
            "a container adds a capability",
            add,
          ),
        ];
      }),
    ),
});
