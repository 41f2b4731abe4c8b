import { hostNamespaces, judgedPods } from "../../kubernetes/namespaces";
import { podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not, truthOf } from "../../../plan/property";

export const k8sHostPath = resourceRule({
  id: "K8S-03",
  name: "k8s-host-path",
  title: "No pod mounts its node's disk",
  severity: "high",
  rationale: "Through the container runtime's socket, or the kubelet's folder, a pod takes over the node.",
  remediation:
    "Use a volume claim, or an `emptyDir` for scratch: the node's local disks are behind it where the pool says so.",
  controls: { pss: ["Baseline: HostPath Volumes"], ...safeguards.leastPrivilege },
  types: podTypes,
  parameters: { hostNamespaces },
  check: (resource, { parameters }) =>
    judgedPods(resource, parameters.hostNamespaces).map(({ spec }) => {
      const volumes = spec.at("volumes");
      const onHost = volumes.some((volume) =>
        volume.isUnknown ? "unknown" : truthOf(volume.at("hostPath").isPresent),
      );
      return must(not(onHost), "a volume is a folder of the node", volumes);
    }),
});
