import { hostNamespaces, judgedPods } from "../../kubernetes/namespaces";
import { podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { anyOf, not } from "../../../plan/property";

export const k8sServiceAccount = resourceRule({
  id: "K8S-14",
  name: "k8s-service-account",
  title: "Pods hold no token of the API server that they did not ask for",
  severity: "medium",
  rationale: "The token is mounted into every pod by default, and is all that an intruder needs to ask the API server.",
  remediation:
    "Set `automountServiceAccountToken` to false; a pod that calls the API names a `serviceAccountName` of its own.",
  controls: { ...safeguards.leastPrivilege, cisEks: ["4.1.5", "4.1.6"] },
  types: podTypes,
  parameters: { hostNamespaces },
  check: (resource, { parameters }) =>
    judgedPods(resource, parameters.hostNamespaces).map(({ spec }) => {
      const [mounts, account] = [spec.at("automountServiceAccountToken"), spec.at("serviceAccountName")];
      const own = account.isUnknown ? "yes" : not(account.or("default").is("default"));
      return must(anyOf([own, mounts.or(true).isFalse]), "the pod holds the default account's token", mounts);
    }),
});
