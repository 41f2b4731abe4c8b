import * as budgets from "@pulumi/aws/budgets";
import type * as sns from "@pulumi/aws/sns";
import type * as pulumi from "@pulumi/pulumi";

export interface MonthlyBudgetArgs {
  limitUSD: number;
  /** The tag by which costs are counted: activate it as a cost allocation tag. */
  tag: { key: string; value: string };
  topicArn: pulumi.Input<string>;
  /** Budgets tries the topic when it is told of it. */
  topicPolicy: sns.TopicPolicy;
}

/** Tells the topic at four fifths of the limit, at the limit, and when the month is likely to pass it. */
export function monthlyBudget(
  name: string,
  { limitUSD, tag, topicArn, topicPolicy }: MonthlyBudgetArgs,
  opts: pulumi.CustomResourceOptions,
): budgets.Budget {
  const notification = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
    notificationType,
    threshold,
    thresholdType: "PERCENTAGE",
    comparisonOperator: "GREATER_THAN",
    subscriberSnsTopicArns: [topicArn],
  });
  return new budgets.Budget(
    name,
    {
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(limitUSD),
      limitUnit: "USD",
      costFilters: [{ name: "TagKeyValue", values: [`user:${tag.key}$${tag.value}`] }],
      notifications: [notification("ACTUAL", 80), notification("ACTUAL", 100), notification("FORECASTED", 100)],
    },
    { ...opts, dependsOn: [topicPolicy] },
  );
}
