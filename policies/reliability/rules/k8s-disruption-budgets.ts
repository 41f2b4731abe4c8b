import { namespaceOf } from "../../kubernetes/namespaces";
import { podsOf, serverTypes } from "../../kubernetes/pods";
import { isAlone } from "../../kubernetes/servers";
import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import type { GraphResource } from "../../../plan/graph";
import { allOf, anyOf, type Property, type Truth } from "../../../plan/property";

export const k8sDisruptionBudgets = graphRule({
  id: "K8S-26",
  name: "k8s-disruption-budgets",
  title: "What has replicas has a disruption budget",
  severity: "medium",
  rationale: "Without a budget a drain may evict every replica at once: replicas on several nodes do not help then.",
  remediation: "Add a `PodDisruptionBudget` in the same namespace whose `selector` takes the pods.",
  controls: { ...safeguards.availability },
  types: serverTypes,
  parameters: {
    required: {
      description: "Whether servers with replicas must have a budget.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (server, graph, { parameters }) => {
    if (!parameters.required || isAlone(server, graph)) return [];
    const budgets = graph
      .ofType(kubernetes.podDisruptionBudget)
      .filter((budget) => namespaceOf(budget).text === namespaceOf(server).text);
    return podsOf(server).map(({ metadata }) => {
      const labels = metadata.at("labels");
      return must(anyOf(budgets.map((budget) => takes(budget, labels))), "a drain may evict every replica at once");
    });
  },
});

/** Whether the budget's selector takes pods with the labels. Expressions are beyond it, and an empty selector takes all. */
function takes(budget: GraphResource, labels: Property): Truth {
  const selector = budget.at("spec", "selector");
  if (selector.isUnknown || selector.at("matchExpressions").isPresent) return "unknown";
  const wanted = Object.entries(selector.at("matchLabels").members);
  return allOf(wanted.map(([key, value]) => (value.text === undefined ? "unknown" : labels.at(key).is(value.text))));
}
