import { allContainersOf, podsOf, podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { anyOf, not, truthOf } from "../../../plan/property";

export const k8sSecretsInFiles = resourceRule({
  id: "K8S-17",
  name: "k8s-secrets-in-files",
  title: "Secrets reach pods as files, not as variables",
  severity: "low",
  rationale: "Variables are in crash dumps, in logs of start-up, and in every child process.",
  remediation: "Mount the secret as a volume, or take it from Secrets Manager by the pod's own role.",
  controls: { ...safeguards.authentication, cisEks: ["4.4.1"] },
  types: podTypes,
  check: (resource) =>
    podsOf(resource).flatMap((pod) =>
      allContainersOf(pod).map((container) => {
        const env = container.at("env");
        const one = env.some((variable) =>
          truthOf(variable.at("valueFrom", "secretKeyRef").isPresent && !variable.isUnknown),
        );
        const all = container
          .at("envFrom")
          .some((source) => truthOf(source.at("secretRef").isPresent && !source.isUnknown));
        return must(not(anyOf([one, all])), "a variable holds a secret", env);
      }),
    ),
});
