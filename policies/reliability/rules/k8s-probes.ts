import { containersOf, podsOf, serverTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const k8sProbes = resourceRule({
  id: "K8S-19",
  name: "k8s-probes",
  title: "Servers say when they are ready",
  severity: "medium",
  rationale: "A model takes minutes to load: without a readiness probe requests go to a server that has none yet.",
  remediation: "Set `readinessProbe`, and `startupProbe` or `livenessProbe`, of a container of the pod.",
  controls: { ...safeguards.availability },
  types: serverTypes,
  check: (server) =>
    podsOf(server).flatMap((pod) => {
      const containers = containersOf(pod);
      const probes = (...kinds: string[]) =>
        truthOf(containers.some((one) => kinds.some((kind) => one.at(kind).isPresent)));
      return [
        must(probes("readinessProbe"), "requests go to a server that is not ready", pod.spec.at("containers")),
        must(
          probes("livenessProbe", "startupProbe"),
          "a server that hangs is never restarted",
          pod.spec.at("containers"),
        ),
      ];
    }),
});
