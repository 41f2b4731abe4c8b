import { hostNamespaces, judgedPods } from "../../kubernetes/namespaces";
import { containersOf, serverTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const k8sReadOnlyRoot = resourceRule({
  id: "K8S-08",
  name: "k8s-read-only-root",
  title: "What serves cannot change its own image",
  severity: "low",
  rationale: "Whoever breaks into a server writes a program to its disk first.",
  remediation: "Set `securityContext.readOnlyRootFilesystem` to true; mount an `emptyDir` where the server writes.",
  controls: { ...safeguards.secureConfiguration },
  types: serverTypes,
  parameters: { hostNamespaces },
  check: (resource, { parameters }) =>
    judgedPods(resource, parameters.hostNamespaces).flatMap((pod) =>
      containersOf(pod).map((container) => {
        const readOnly = container.at("securityContext", "readOnlyRootFilesystem");
        return must(readOnly.or(false).isTrue, "the server may change its image", readOnly);
      }),
    ),
});
