import { type Pod, podsOf, serverTypes } from "../../kubernetes/pods";
import { isAlone } from "../../kubernetes/servers";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { anyOf, type Truth, truthOf } from "../../../plan/property";

export const k8sSpread = graphRule({
  id: "K8S-25",
  name: "k8s-spread",
  title: "Replicas are kept apart, over nodes or zones",
  severity: "medium",
  rationale:
    "By itself the scheduler only leans towards spreading: two replicas on one node, or in one zone, fall together.",
  remediation:
    "Add `topologySpreadConstraints` by `topology.kubernetes.io/zone` or `kubernetes.io/hostname`, or a `podAntiAffinity`.",
  controls: { ...safeguards.availability },
  types: serverTypes,
  parameters: {
    required: {
      description: "Whether replicas must be kept apart.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (server, graph, { parameters }) => {
    if (!parameters.required || isAlone(server, graph)) return [];
    return podsOf(server).map((pod) =>
      must(isSpread(pod), "one node's end may take every replica", pod.spec.at("topologySpreadConstraints")),
    );
  },
});

const domains = ["topology.kubernetes.io/zone", "topology.k8s.aws/zone-id", "kubernetes.io/hostname"];

function isSpread({ spec }: Pod): Truth {
  const constraint = spec.at("topologySpreadConstraints").some((one) => one.at("topologyKey").is(...domains));
  const antiAffinity = spec.at("affinity", "podAntiAffinity");
  return anyOf([constraint, antiAffinity.isUnknown ? "unknown" : truthOf(antiAffinity.isPresent)]);
}
