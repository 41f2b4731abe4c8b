import { hostNamespaces, judgedPods } from "../../kubernetes/namespaces";
import { allContainersOf, podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const k8sPrivileged = resourceRule({
  id: "K8S-01",
  name: "k8s-privileged",
  title: "No container is privileged",
  severity: "critical",
  rationale: "A privileged container is root on its node: it reads every pod's memory, disk and credentials.",
  remediation:
    "Leave `securityContext.privileged` out. Devices come by their plugin: `nvidia.com/gpu`, `vpc.amazonaws.com/efa`.",
  controls: { pss: ["Baseline: Privileged Containers"], ...safeguards.leastPrivilege, cisEks: ["4.2.1"] },
  types: podTypes,
  parameters: { hostNamespaces },
  check: (resource, { parameters }) =>
    judgedPods(resource, parameters.hostNamespaces).flatMap((pod) =>
      allContainersOf(pod).map((container) => {
        const privileged = container.at("securityContext", "privileged");
        return must(not(privileged.or(false).isTrue), "a container is root on its node", privileged);
      }),
    ),
});
