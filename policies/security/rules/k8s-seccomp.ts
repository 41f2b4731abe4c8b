import { hostNamespaces, judgedPods } from "../../kubernetes/namespaces";
import { allContainersOf, podTypes, securitySetting } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const k8sSeccomp = resourceRule({
  id: "K8S-07",
  name: "k8s-seccomp",
  title: "Containers use the runtime's system-call filter",
  severity: "low",
  rationale: "Most ways out of a container go by a system call that no application makes.",
  remediation: 'Set the pod\'s `securityContext.seccompProfile.type` to "RuntimeDefault".',
  controls: { pss: ["Restricted: Seccomp"], ...safeguards.secureConfiguration },
  types: podTypes,
  parameters: { hostNamespaces },
  check: (resource, { parameters }) =>
    judgedPods(resource, parameters.hostNamespaces).flatMap((pod) =>
      allContainersOf(pod).map((container) => {
        const profile = securitySetting(pod, container, "seccompProfile", "type");
        return must(profile.is("RuntimeDefault", "Localhost"), "a container may make any system call", profile);
      }),
    ),
});
