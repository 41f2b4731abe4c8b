import type { Bill, Concern } from "../bill";
import { countNotPriced } from "../cost/views";
import type { Change, CostChange } from "./check";

/** The bill of a plan beside that of what it was compared with. Concerns that moved most come first. */
export function costChangeOf(after: Bill, before?: Bill): CostChange {
  const of = (bill: Bill, concern: Concern) => bill.concerns.find((one) => one.concern === concern)?.monthlyUSD ?? 0;
  const names = new Set([...after.concerns, ...(before?.concerns ?? [])].map(({ concern }) => concern));
  const concerns = [...names].map((concern) => ({
    concern,
    ...changeOf(of(after, concern), before && of(before, concern)),
  }));
  return {
    monthlyUSD: changeOf(after.monthlyUSD, before?.monthlyUSD),
    maximumMonthlyUSD: changeOf(after.maximumMonthlyUSD, before?.maximumMonthlyUSD),
    concerns: concerns.sort((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0) || b.after - a.after),
    budgetMonthlyUSD: after.budgetMonthlyUSD,
    overBudget: after.monthlyUSD > after.budgetMonthlyUSD,
    notPriced: countNotPriced(after.notPriced),
    usage: after.usage,
  };
}

function changeOf(after: number, before: number | undefined): Change {
  return before === undefined ? { after } : { before, after, change: cents(after - before) };
}

/** Sums of prices differ in their last binary digits; bills do not. */
const cents = (amount: number) => Math.round(amount * 100) / 100;
