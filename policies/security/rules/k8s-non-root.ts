import { hostNamespaces, judgedPods } from "../../kubernetes/namespaces";
import { allContainersOf, podTypes, securitySetting } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const k8sNonRoot = resourceRule({
  id: "K8S-06",
  name: "k8s-non-root",
  title: "Containers run as an ordinary user",
  severity: "medium",
  rationale: "Root in the container is root on the node as soon as one kernel bug is found.",
  remediation:
    "Set `securityContext.runAsNonRoot` to true, and `runAsUser` to other than 0 where the image says nothing.",
  controls: { pss: ["Restricted: Running as Non-root"], ...safeguards.leastPrivilege, cisEks: ["4.2.6"] },
  types: podTypes,
  parameters: { hostNamespaces },
  check: (resource, { parameters }) =>
    judgedPods(resource, parameters.hostNamespaces).flatMap((pod) =>
      allContainersOf(pod).flatMap((container) => {
        const nonRoot = securitySetting(pod, container, "runAsNonRoot");
        const user = securitySetting(pod, container, "runAsUser");
        return [
          must(nonRoot.or(false).isTrue, "a container may run as root", nonRoot),
          must(not(user.or(1).is(0)), "a container runs as root", user),
        ];
      }),
    ),
});
