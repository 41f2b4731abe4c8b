import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { anyOf, not } from "../../../plan/property";

export const k8sInternalServices = resourceRule({
  id: "K8S-18",
  name: "k8s-internal-services",
  title: "Services are reached from inside",
  severity: "high",
  rationale: "One line in a manifest makes a public load balancer before a model that anybody may then ask.",
  remediation:
    "Use ClusterIP; or annotate the load balancer `service.beta.kubernetes.io/aws-load-balancer-scheme: internal`.",
  controls: { ...safeguards.boundary },
  types: [kubernetes.service],
  check: (service) => {
    const kind = service.at("spec", "type").or("ClusterIP");
    const scheme = service.at("metadata", "annotations", "service.beta.kubernetes.io/aws-load-balancer-scheme");
    const balancer = kind.is("LoadBalancer");
    return [
      must(not(kind.is("NodePort")), "a port of every node leads to it", kind),
      must(anyOf([not(balancer), scheme.or("internet-facing").is("internal")]), "the internet reaches it", scheme),
    ];
  },
});
