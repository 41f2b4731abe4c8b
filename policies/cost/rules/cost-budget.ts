import { must, stackRule } from "../../rule";
import { truthOf } from "../../../plan/property";
import { billOfGraph } from "../../bill";

export const costBudget = stackRule({
  id: "COST-05",
  name: "cost-budget",
  title: "The whole plan stays within the stack's monthly budget",
  severity: "high",
  rationale: "A change that is over budget is cheapest to discuss before it is deployed.",
  remediation: "Raise `budget.monthlyUSD` in the stack file where the money is meant to be spent; else plan less.",
  controls: {},
  parameters: {
    monthlyUSD: {
      description: "Monthly limit, US dollars. 0: the stack file's own.",
      schema: { type: "number", minimum: 0 },
      weaker: "other",
      default: 0,
    },
  },
  check: (graph, { parameters, facts }) => {
    const budget = parameters.monthlyUSD || facts.budgetMonthlyUSD;
    const bill = billOfGraph(graph, facts);
    if (!budget || !bill) return [];
    const { monthlyUSD } = bill;
    const dollars = (amount: number) => `$${Math.round(amount).toLocaleString("en-US")}`;
    return [
      must(truthOf(monthlyUSD <= budget), `the plan costs ${dollars(monthlyUSD)} a month, above ${dollars(budget)}`),
    ];
  },
});
