import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const k8sRoleBindings = resourceRule({
  id: "K8S-22",
  name: "k8s-role-bindings",
  title: "No binding makes an administrator, or serves whoever asks",
  severity: "critical",
  rationale: "A binding to cluster-admin, to all accounts or to anonymous callers undoes every other role.",
  remediation: "Bind a role with named resources to a group or a service account of your own.",
  controls: { ...safeguards.leastPrivilege, cisEks: ["4.1.1"] },
  types: [kubernetes.clusterRoleBinding, kubernetes.roleBinding],
  check: (binding) => {
    const [role, subjects] = [binding.at("roleRef", "name"), binding.at("subjects")];
    const anybody = subjects.some((subject) =>
      subject
        .at("name")
        .is("system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts"),
    );
    return [
      must(not(role.is("cluster-admin")), "the binding makes an administrator of the cluster", role),
      must(not(anybody), "the binding serves whoever asks", subjects),
    ];
  },
});
