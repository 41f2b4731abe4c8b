import { Painter, type TerminalOptions } from "../plan/render/painter";
import { dollars, plural } from "../plan/render/words";
import { type FleetAddresses, type FleetRow, isPlanned } from "./fleet";
import { renderList } from "./render";

/** All stacks in one summary: a line each, what failed and why, the bill of all, and the address plan. */
export function renderFleet(rows: readonly FleetRow[], addresses: FleetAddresses, options: TerminalOptions): string {
  const paint = new Painter(options);
  const { colours } = paint;
  const planned = rows.filter(isPlanned);
  const failed = rows.flatMap((row) =>
    isPlanned(row) ? [] : [`  ${colours.red(row.stack)}  ${row.failure.replaceAll("\n", "\n    ")}`],
  );
  const priced = planned.filter(({ bill }) => bill.priced);
  const total = priced.reduce((sum, { bill }) => sum + bill.monthlyUSD, 0);
  const unpriced = planned.length - priced.length;
  const overlapping = addresses.overlapping.map(
    ([a, b]) =>
      `  ${colours.red("overlap")} ${a.by} (${a.cidr}) and ${b.by} (${b.cidr}): their networks could never be joined`,
  );
  const sections = [
    ...(planned.length > 0 ? [renderList(planned, options).trimEnd()] : []),
    ...(failed.length > 0
      ? [`${paint.title("No plan")}  ${plural(failed.length, "stack")}\n${failed.join("\n")}`]
      : []),
    `${paint.title("Bill")}  ${colours.bold(dollars(total))} a month${unpriced > 0 ? `, without ${plural(unpriced, "stack")} in regions whose prices are not known` : ""}`,
    [
      `${paint.title("Addresses")}  ${overlapping.length > 0 ? colours.red(plural(overlapping.length, "overlap")) : "no overlap"}; room for ${addresses.room} more networks of /16`,
      ...overlapping,
    ].join("\n"),
  ];
  return `${sections.join("\n\n")}\n`;
}
