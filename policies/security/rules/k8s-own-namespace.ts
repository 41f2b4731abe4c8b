import { podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const k8sOwnNamespace = resourceRule({
  id: "K8S-16",
  name: "k8s-own-namespace",
  title: "Nothing runs in the default namespace",
  severity: "low",
  rationale: "The default namespace has no quota, no network policy and no owner.",
  remediation: "Set `metadata.namespace` to the team's.",
  controls: { ...safeguards.secureConfiguration, cisEks: ["4.5.2"] },
  types: podTypes,
  check: (resource) => {
    const namespace = resource.at("metadata", "namespace");
    return [
      must(
        namespace.isUnknown ? "yes" : not(namespace.or("default").is("default")),
        "it runs in nobody's namespace",
        namespace,
      ),
    ];
  },
});
