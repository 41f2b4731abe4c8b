import { Painter, type TerminalOptions } from "../plan/render/painter";
import { dollars, signedDollars } from "../plan/render/words";
import { type Change, pathText, valueText } from "./change";
import type { RegionOverview } from "./overview";

const none = "–";

/** Stacks, one a line. */
export function renderList(overviews: readonly RegionOverview[], options: TerminalOptions): string {
  const paint = new Painter(options);
  const head = ["stack", "region", "environment", "accelerators", "policy", "a month", "of its budget"];
  const rows = overviews.map((each) => [
    paint.colours.bold(each.stack),
    each.region,
    each.environment,
    acceleratorsOf(each).join(", ") || none,
    verdictOf(each, paint),
    billOf(each),
    each.bill.priced ? share(each) : none,
  ]);
  return `${paint.table([head.map((title) => paint.colours.dim(title)), ...rows], [5, 6], { drop: [2, 1, 6] }).join("\n")}\n`;
}

/** Two stacks side by side; what differs in bold. */
export function renderComparison(a: RegionOverview, b: RegionOverview, options: TerminalOptions): string {
  const paint = new Painter(options);
  const { bold, dim } = paint.colours;
  const pools = [...new Set([...a.pools, ...b.pools].map(({ name }) => name))];
  const concerns = [...new Set([...Object.keys(a.bill.concerns), ...Object.keys(b.bill.concerns)])];
  const comparable = a.bill.priced && b.bill.priced;
  const plain = (title: string, of: (each: RegionOverview) => string): string[] => {
    const [left, right] = [of(a), of(b)];
    return left === right ? [title, dim(left), dim(right), ""] : [title, left, bold(right), ""];
  };
  const money = (title: string, of: (each: RegionOverview) => number): string[] => {
    const text = (each: RegionOverview) => (each.bill.priced ? dollars(of(each)) : none);
    return [title, text(a), text(b), comparable ? signedDollars(of(b) - of(a)) : ""];
  };
  const rows = [
    ["", bold(a.stack), bold(b.stack), ""],
    plain("region", ({ region }) => region),
    plain("environment", ({ environment }) => environment),
    plain("zones", ({ zones }) => zones.join(", ")),
    plain("address range", ({ cidr = none }) => cidr),
    plain("Kubernetes", ({ kubernetes = none }) => kubernetes),
    ...pools.map((name) => plain(name, (each) => poolText(each, name))),
    plain("resources", ({ resources }) => String(resources)),
    ["policy", verdictOf(a, paint), verdictOf(b, paint), ""],
    money("a month", ({ bill }) => bill.monthlyUSD),
    ...concerns.map((concern) => money(`  ${concern}`, ({ bill }) => bill.concerns[concern] ?? 0)),
    money("at most nodes", ({ bill }) => bill.maximumMonthlyUSD),
    plain("not priced", ({ bill }) => `${bill.notPriced} charges`),
  ];
  return `${[...paint.table(rows), ...unpricedNotes([a, b])].join("\n")}\n`;
}

/** In which a new region's file differs from its source, and why. */
export function renderChanges(changes: readonly Change[], options: TerminalOptions): string {
  const paint = new Painter(options);
  const rows = changes
    .filter(({ because }) => because !== "asked for")
    .map(({ path, to, because }) => [
      pathText(path),
      to === undefined ? "taken out" : shortened(valueText(to)),
      paint.colours.dim(because),
    ]);
  return `${paint.table(rows).join("\n")}\n`;
}

/** An image's digest says nothing to a reader of a table. */
const shortened = (text: string) => text.replace(/@sha256:[0-9a-f]+$/, "@…").replace(/^[0-9]{12}\.dkr\.ecr\./, "….");

function unpricedNotes(overviews: readonly RegionOverview[]): string[] {
  const regions = [...new Set(overviews.filter(({ bill }) => !bill.priced).map(({ region }) => region))];
  return regions.map(
    (region) =>
      `\n  The catalogue lacks most prices of ${region}, and no other region's are put in their place.\n  \`aidc catalog refresh ${region} --prices --write\` reads AWS' public price files, without an account.`,
  );
}

function billOf({ bill }: RegionOverview): string {
  return bill.priced ? dollars(bill.monthlyUSD) : "no prices";
}

const share = ({ bill }: RegionOverview) => `${Math.round((bill.monthlyUSD / bill.budgetMonthlyUSD) * 100)}%`;

function verdictOf({ verdict, findings, errors }: RegionOverview, { colours }: Painter): string {
  if (errors.length > 0) return colours.red("no plan");
  if (verdict === "fail") return colours.red(`fail, ${findings}`);
  return verdict === "pass" ? colours.green("pass") : verdict;
}

function acceleratorsOf({ pools }: RegionOverview): string[] {
  const counts = new Map<string, { from: number; to: number }>();
  for (const { accelerator, from, to } of pools) {
    const before = counts.get(accelerator) ?? { from: 0, to: 0 };
    counts.set(accelerator, { from: before.from + from, to: before.to + to });
  }
  return [...counts].map(([name, { from, to }]) => `${range(from, to)} × ${name}`);
}

const range = (from: number, to: number) => (from === to ? String(from) : `${from}–${to}`);

function poolText({ pools }: RegionOverview, name: string): string {
  const pool = pools.find((each) => each.name === name);
  return pool ? `${range(pool.from, pool.to)} × ${pool.accelerator} (${pool.types.join(", ")})` : none;
}
