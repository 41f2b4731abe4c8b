import { grants, rulesOf } from "../../kubernetes/rbac";
import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule, satisfied } from "../../rule";
import { allOf, not, truthOf } from "../../../plan/property";

export const k8sRoleWildcards = resourceRule({
  id: "K8S-15",
  name: "k8s-role-wildcards",
  title: "Roles grant neither everything nor the way to it",
  severity: "critical",
  rationale: "Whoever may bind, escalate, impersonate or read every secret is an administrator in two steps.",
  remediation: "Name the resources and the verbs; read single secrets by `resourceNames`.",
  controls: { ...safeguards.leastPrivilege, cisEks: ["4.1.2", "4.1.3", "4.1.8"] },
  types: [kubernetes.clusterRole, kubernetes.role],
  check: (role) => [
    satisfied,
    ...rulesOf(role).flatMap((rule) => {
      const everything = grants(rule, "*", "*");
      const escalates = rule.at("verbs").some((verb) => verb.is("bind", "escalate", "impersonate"));
      const named = truthOf(rule.at("resourceNames").isPresent && !rule.isUnknown);
      const secrets = allOf([grants(rule, "secrets", "get", "list", "watch"), not(named)]);
      return [
        must(not(everything), "the role grants every verb on every resource", rule.at("verbs")),
        must(not(allOf([escalates, not(named)])), "the role lets its holder grant itself more", rule.at("verbs")),
        must(not(secrets), "the role reads every secret", rule.at("resources")),
      ];
    }),
  ],
});
