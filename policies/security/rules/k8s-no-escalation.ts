import { hostNamespaces, judgedPods } from "../../kubernetes/namespaces";
import { allContainersOf, podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const k8sNoEscalation = resourceRule({
  id: "K8S-04",
  name: "k8s-no-escalation",
  title: "No process gains more privileges than its container started with",
  severity: "medium",
  rationale: "A set-user-id program in the image is root again, whatever user the container runs as.",
  remediation: "Set `securityContext.allowPrivilegeEscalation` to false in each container.",
  controls: { pss: ["Restricted: Privilege Escalation"], ...safeguards.leastPrivilege, cisEks: ["4.2.5"] },
  types: podTypes,
  parameters: { hostNamespaces },
  check: (resource, { parameters }) =>
    judgedPods(resource, parameters.hostNamespaces).flatMap((pod) =>
      allContainersOf(pod).map((container) => {
        const escalates = container.at("securityContext", "allowPrivilegeEscalation");
        return must(escalates.or(true).isFalse, "a process may become root", escalates);
      }),
    ),
});
