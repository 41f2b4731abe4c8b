import { type Bill, isMostlyPriced } from "../bill";
import { TEAM_RULE } from "../cost/teams";
import { type BillRow, billRows, countNotPriced, type View } from "../cost/views";
import type { Plan } from "../plan";
import { Painter, type TerminalOptions } from "./painter";
import { dollars, notPricedWords, runCells } from "./words";

/** A bill by what is asked for, by the hour and the month, from the least to the most; and what is not priced. */
export function renderBill(
  plan: Pick<Plan, "stack" | "bill" | "resources">,
  view: View,
  options: TerminalOptions,
): string {
  const paint = new Painter(options);
  const { colours } = paint;
  const { bill } = plan;
  const shown = columns.filter(({ of }) => of.includes(view));
  const rows = billRows(plan, view).map((row) => shown.map(({ cell }) => cell(row)));
  const right = shown.flatMap(({ right }, index) => (right ? [index] : []));
  const sections = [
    [`${colours.bold(plan.stack)} ${colours.dim(`· by ${view}`)}`, ...totals(bill, paint)],
    paint.table([shown.map(({ head }) => colours.dim(head)), ...rows], right, { drop: leastWanted(shown) }),
    ...(view === "team" ? [[colours.dim(TEAM_RULE)]] : []),
    runs(bill, paint),
    notPriced(bill, paint),
  ];
  return paint.page(sections);
}

/** Where all do not fit: what is left can be reckoned from the others, or is a detail. */
function leastWanted(shown: Column[]): number[] {
  const heads = ["unit price", "unit", "quantity", "an hour", "at least", "at most", "of the shared", "own"];
  return heads.map((head) => shown.findIndex((column) => column.head === head)).filter((column) => column >= 0);
}

interface Column {
  head: string;
  of: View[];
  right?: boolean;
  cell: (row: BillRow) => string;
}

const text =
  (key: string) =>
  (row: BillRow): string =>
    String(row[key]);
const money =
  (key: string) =>
  (row: BillRow): string =>
    dollars(Number(row[key]));
const all: View[] = ["item", "concern", "team", "resource"];

const columns: Column[] = [
  { head: "team", of: ["team"], cell: text("team") },
  { head: "resource", of: ["resource"], cell: text("resource") },
  { head: "concern", of: ["item", "concern", "resource"], cell: text("concern") },
  { head: "item", of: ["item"], cell: ({ item, assumed }) => `${item}${assumed === "yes" ? " (assumed use)" : ""}` },
  { head: "quantity", of: ["item"], right: true, cell: ({ quantity }) => amount(Number(quantity)) },
  { head: "unit", of: ["item"], cell: text("unit") },
  {
    head: "unit price",
    of: ["item"],
    right: true,
    cell: ({ unitPriceUSD }) => String(Number(Number(unitPriceUSD).toPrecision(6))),
  },
  { head: "own", of: ["team"], right: true, cell: money("ownMonthlyUSD") },
  { head: "of the shared", of: ["team"], right: true, cell: money("sharedMonthlyUSD") },
  { head: "an hour", of: all, right: true, cell: money("hourlyUSD") },
  { head: "at least", of: all, right: true, cell: money("minimumMonthlyUSD") },
  { head: "a month", of: all, right: true, cell: money("monthlyUSD") },
  { head: "at most", of: all, right: true, cell: money("maximumMonthlyUSD") },
];

const amount = (quantity: number) => Number(quantity.toFixed(1)).toLocaleString("en-US");

function totals(
  { monthlyUSD, minimumMonthlyUSD, maximumMonthlyUSD, hoursPerMonth, budgetMonthlyUSD, ...charges }: Bill,
  { colours }: Painter,
): string[] {
  const least = isMostlyPriced(charges) ? "" : colours.yellow("at least ");
  const share = `${Math.round((monthlyUSD / budgetMonthlyUSD) * 100)}% of the ${dollars(budgetMonthlyUSD)} budget`;
  return [
    `  ${least}${colours.bold(dollars(monthlyUSD))} a month, ${dollars(monthlyUSD / hoursPerMonth)} an hour, ${monthlyUSD > budgetMonthlyUSD ? colours.red(share) : share}`,
    `  ${dollars(minimumMonthlyUSD)} to ${dollars(maximumMonthlyUSD)} with pools and use at their least and most`,
  ];
}

function runs({ runs = [] }: Bill, paint: Painter): string[] {
  return runs.length === 0
    ? []
    : [`${paint.title("Training runs")}  from start to end`, ...paint.table(runs.map(runCells), [2])];
}

function notPriced({ notPriced }: Bill, paint: Painter): string[] {
  if (notPriced.length === 0) return [];
  const rows = countNotPriced(notPriced).map(({ item, reason, count }) => [
    `${count} × ${item}`,
    paint.colours.dim(reason),
  ]);
  return [`${paint.title("Not priced")}  ${notPricedWords(notPriced.length)}`, ...paint.table(rows)];
}
