import { aws } from "../../aws/types";
import { must, stackRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const costBudgetAlarm = stackRule({
  id: "COST-06",
  name: "cost-budget-alarm",
  title: "AWS Budgets tells somebody when spending runs away",
  severity: "medium",
  rationale: "A plan's bill is what should be spent; the budget's alarm is what tells that it is not.",
  remediation: "Add an `aws.budgets.Budget` with a notification to a topic or an address.",
  controls: {},
  check: (graph) => {
    if (graph.ofType(aws.nodeGroup, aws.instance).length === 0) return [];
    const budgets = graph.ofType(aws.budget);
    if (budgets.length === 0) return [must("no", "no budget watches what the nodes spend")];
    return budgets.map((budget) => {
      const notifications = budget.at("notifications");
      const told = notifications.some((one) =>
        truthOf(one.at("subscriberSnsTopicArns").isPresent || one.at("subscriberEmailAddresses").isPresent),
      );
      return must(told, "the budget tells nobody", notifications, budget);
    });
  },
});
