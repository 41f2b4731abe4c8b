import Table from "cli-table3";
import type { Bill, BillLine } from "../bill";

/** Every line of a bill, the dearest first, by the hour and the month, and what is not priced. */
export function renderBill(bill: Bill): string {
  const table = new Table({
    head: ["concern", "item", "quantity", "unit", "unit price", "an hour", "a month", "at most"],
    style: { head: [], border: [] },
    colAligns: ["left", "left", "right", "left", "right", "right", "right", "right"],
  });
  for (const line of merged(bill.lines)) {
    const {
      concern,
      item,
      quantity,
      unit,
      unitPriceUSD,
      monthlyUSD,
      maximumMonthlyUSD = monthlyUSD,
      usageBased,
    } = line;
    table.push([
      concern,
      usageBased ? `${item} (assumed use)` : item,
      Number(quantity.toFixed(1)).toLocaleString("en-US"),
      unit,
      String(Number(unitPriceUSD.toPrecision(6))),
      usd(monthlyUSD / bill.hoursPerMonth),
      usd(monthlyUSD),
      usd(maximumMonthlyUSD),
    ]);
  }
  const notPriced = bill.notPriced.map(
    ({ item, reason, urn }) => `  ${item} (${urn.slice(urn.lastIndexOf("::") + 2)}): ${reason}`,
  );
  return [
    table.toString(),
    `${usd(bill.monthlyUSD)} a month, ${usd(bill.monthlyUSD / bill.hoursPerMonth)} an hour; at most ${usd(bill.maximumMonthlyUSD)} a month; budget ${usd(bill.budgetMonthlyUSD)}`,
    ...(notPriced.length > 0 ? [`Not priced: ${notPriced.length}`, ...notPriced] : []),
    "",
  ].join("\n");
}

/** Lines of one item at one price, together. */
function merged(lines: BillLine[]): BillLine[] {
  const byItem = new Map<string, BillLine>();
  for (const line of lines) {
    const key = `${line.concern} ${line.item} ${line.unitPriceUSD}`;
    const before = byItem.get(key);
    const most = ({ monthlyUSD, maximumMonthlyUSD = monthlyUSD }: BillLine) => maximumMonthlyUSD;
    byItem.set(
      key,
      before
        ? {
            ...before,
            quantity: before.quantity + line.quantity,
            monthlyUSD: before.monthlyUSD + line.monthlyUSD,
            maximumMonthlyUSD: most(before) + most(line),
          }
        : line,
    );
  }
  return [...byItem.values()].sort((a, b) => b.monthlyUSD - a.monthlyUSD);
}

function usd(value: number): string {
  return value.toLocaleString("en-US", { style: "currency", currency: "USD" });
}
