import type { BillLine, NotPriced } from "../bill";
import type { Plan } from "../plan";
import { nameOfUrn } from "../render/words";
import { teamBills } from "./teams";

export const views = ["item", "concern", "team", "resource"] as const;

/** What a bill is shown by. */
export type View = (typeof views)[number];

/** A row of a bill, as a table, CSV or JSON has it. US dollars. */
export type BillRow = Record<string, string | number>;

/** The rows of a bill by what a reader asks for, the dearest first. They add up to the bill. */
export function billRows(plan: Pick<Plan, "bill" | "resources">, view: View): BillRow[] {
  const { lines, hoursPerMonth } = plan.bill;
  switch (view) {
    case "item":
      return merged(lines, ({ concern, item, unitPriceUSD }) => `${concern} ${item} ${unitPriceUSD}`).map((of) => {
        const { concern, item, unit, unitPriceUSD, usageBased, source } = of.first;
        const quantity = of.lines.reduce((sum, line) => sum + line.quantity, 0);
        const assumed = usageBased ? "yes" : "no";
        return { concern, item, quantity, unit, unitPriceUSD, ...of.usd(hoursPerMonth), assumed, source };
      });
    case "concern":
      return merged(lines, ({ concern }) => concern).map((of) => ({
        concern: of.first.concern,
        ...of.usd(hoursPerMonth),
      }));
    case "resource":
      return merged(lines, ({ urn }) => urn).map((of) => ({
        resource: nameOfUrn(of.first.urn),
        concern: of.first.concern,
        ...of.usd(hoursPerMonth),
        urn: of.first.urn,
      }));
    case "team":
      return teamBills(plan).map(({ team = "claimed by no team", ...amounts }) => ({
        team,
        ownMonthlyUSD: amounts.ownMonthlyUSD,
        sharedMonthlyUSD: amounts.sharedMonthlyUSD,
        hourlyUSD: amounts.monthlyUSD / hoursPerMonth,
        minimumMonthlyUSD: amounts.minimumMonthlyUSD,
        monthlyUSD: amounts.monthlyUSD,
        maximumMonthlyUSD: amounts.maximumMonthlyUSD,
      }));
  }
}

function merged(lines: readonly BillLine[], key: (line: BillLine) => string) {
  const groups = new Map<string, [BillLine, ...BillLine[]]>();
  for (const line of lines) {
    const group = groups.get(key(line));
    if (group) group.push(line);
    else groups.set(key(line), [line]);
  }
  return [...groups.values()]
    .map((of) => ({ first: of[0], lines: of, usd: (hours: number) => sums(of, hours) }))
    .sort((a, b) => monthlyOf(b.lines) - monthlyOf(a.lines));
}

const monthlyOf = (lines: readonly BillLine[]) => lines.reduce((sum, { monthlyUSD }) => sum + monthlyUSD, 0);

function sums(lines: readonly BillLine[], hoursPerMonth: number) {
  const sum = (amount: (line: BillLine) => number) => lines.reduce((total, line) => total + amount(line), 0);
  return {
    hourlyUSD: monthlyOf(lines) / hoursPerMonth,
    minimumMonthlyUSD: sum(({ monthlyUSD, minimumMonthlyUSD = monthlyUSD }) => minimumMonthlyUSD),
    monthlyUSD: monthlyOf(lines),
    maximumMonthlyUSD: sum(({ monthlyUSD, maximumMonthlyUSD = monthlyUSD }) => maximumMonthlyUSD),
  };
}

/** Charges that the bill leaves out, counted by what is billed and why. */
export function countNotPriced(charges: readonly NotPriced[]): { item: string; reason: string; count: number }[] {
  const counted = new Map<string, { item: string; reason: string; count: number }>();
  for (const { item, reason } of charges) {
    const key = `${item}\0${reason}`;
    counted.set(key, { item, reason, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  return [...counted.values()];
}
