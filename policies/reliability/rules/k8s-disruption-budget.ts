import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const k8sDisruptionBudget = resourceRule({
  id: "K8S-24",
  name: "k8s-disruption-budget",
  title: "Disruption budgets let nodes be drained",
  severity: "medium",
  rationale: "A budget that allows no disruption blocks every upgrade until EKS forces it, and all pods go at once.",
  remediation: "Leave room: `maxUnavailable` of 1 or more, or `minAvailable` below the number of replicas.",
  controls: { ...safeguards.availability },
  types: [kubernetes.podDisruptionBudget],
  check: (budget) => {
    const [most, least] = [budget.at("spec", "maxUnavailable"), budget.at("spec", "minAvailable")];
    return [
      must(not(most.is(0, "0", "0%")), "no pod may ever go", most),
      must(not(least.is("100%")), "no pod may ever go", least),
    ];
  },
});
