import { hostNamespaces, judgedPods } from "../../kubernetes/namespaces";
import { podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const k8sHostNamespaces = resourceRule({
  id: "K8S-02",
  name: "k8s-host-namespaces",
  title: "No pod shares its node's network, processes or memory",
  severity: "high",
  rationale:
    "On the node's network a pod reaches the metadata service and passes every network policy; among its processes it reads their secrets.",
  remediation: "Leave `hostNetwork`, `hostPID` and `hostIPC` out. EFA and shared memory need none of them.",
  controls: { pss: ["Baseline: Host Namespaces"], ...safeguards.boundary, cisEks: ["4.2.2", "4.2.3", "4.2.4"] },
  types: podTypes,
  parameters: { hostNamespaces },
  check: (resource, { parameters }) =>
    judgedPods(resource, parameters.hostNamespaces).flatMap(({ spec }) =>
      ["hostNetwork", "hostPID", "hostIPC"].map((key) =>
        must(not(spec.at(key).or(false).isTrue), "the pod lives among its node's own processes", spec.at(key)),
      ),
    ),
});
