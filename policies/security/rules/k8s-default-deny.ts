import { hostNamespaces, inNamespace, isForPods } from "../../kubernetes/namespaces";
import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import type { GraphResource } from "../../../plan/graph";
import { allOf, anyOf, not, type Truth } from "../../../plan/property";

export const k8sDefaultDeny = graphRule({
  id: "K8S-13",
  name: "k8s-default-deny",
  title: "Namespaces let nothing in but what is named",
  severity: "medium",
  rationale:
    "Without a policy that denies, every pod of the cluster reaches every other: one team's job reads another's server.",
  remediation: "Add a `NetworkPolicy` with an empty `podSelector`, the `policyTypes` Ingress, and no `ingress`.",
  controls: { ...safeguards.boundary, cisEks: ["4.3.2"] },
  types: [kubernetes.namespace],
  parameters: { hostNamespaces },
  check: (namespace, graph, { parameters }) => {
    // Agents of the node are on its network, where no policy reaches.
    if (!isForPods(namespace, parameters.hostNamespaces)) return [];
    const policies = inNamespace(namespace, kubernetes.networkPolicy, graph);
    return [must(anyOf(policies.map(deniesAll)), "every pod of the cluster reaches the namespace's")];
  },
});

/** Whether the policy is on every pod and lets nothing in: an empty selector, and no rule. */
function deniesAll(policy: GraphResource): Truth {
  const spec = policy.at("spec");
  const everyPod = spec.at("podSelector").satisfies((selector) => Object.keys(selector ?? {}).length === 0);
  return allOf([everyPod, not(spec.at("ingress").some(() => "yes"))]);
}
