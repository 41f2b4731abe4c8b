import type { Bill, BillLine, Concern } from "../bill";

/** Shares off the public price by concern, 0 to 1: a savings plan on compute, or a private rate. */
export type Discounts = Partial<Record<Concern, number>>;

/** The bill at other prices than the public ones. What is not priced stays so. */
export function discounted(bill: Bill, discounts: Discounts): Bill {
  const factor = (concern: Concern) => 1 - (discounts[concern] ?? 0);
  const lines = bill.lines.map((line): BillLine => {
    const { maximumMonthlyUSD } = line;
    const by = factor(line.concern);
    return {
      ...line,
      unitPriceUSD: line.unitPriceUSD * by,
      monthlyUSD: line.monthlyUSD * by,
      ...(maximumMonthlyUSD === undefined ? {} : { maximumMonthlyUSD: maximumMonthlyUSD * by }),
    };
  });
  const sum = (amount: (line: BillLine) => number) => lines.reduce((total, line) => total + amount(line), 0);
  return {
    ...bill,
    lines,
    monthlyUSD: sum(({ monthlyUSD }) => monthlyUSD),
    maximumMonthlyUSD: sum(({ monthlyUSD, maximumMonthlyUSD = monthlyUSD }) => maximumMonthlyUSD),
    concerns: bill.concerns
      .map(({ concern, monthlyUSD }) => ({ concern, monthlyUSD: monthlyUSD * factor(concern) }))
      .sort((a, b) => b.monthlyUSD - a.monthlyUSD),
  };
}
