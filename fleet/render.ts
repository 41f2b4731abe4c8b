import { Painter, type TerminalOptions } from "../plan/render/painter";
import { dollars, plural } from "../plan/render/words";
import type { RegionOverview } from "../regions/overview";
import { renderList } from "../regions/render";
import { type Fleet, type FleetRow, isPlanned } from "./fleet";

/** All stacks in one summary: a line each, what failed and why, the bill of all, and the address plan. */
export function renderFleet(fleet: Fleet, options: TerminalOptions): string {
  const paint = new Painter(options);
  const planned = fleet.stacks.filter(isPlanned);
  const sections = [
    ...(planned.length > 0 ? [renderList(planned, options).trimEnd()] : []),
    ...failures(fleet.stacks, paint),
    ...objections(planned, paint),
    bill(fleet, paint),
    addresses(fleet, paint),
    ...shared(fleet, paint),
  ];
  return `${sections.join("\n\n")}\n`;
}

function failures(rows: readonly FleetRow[], paint: Painter): string[] {
  const told = rows.flatMap((row) => {
    if (!isPlanned(row)) return [{ stack: row.stack, reason: row.failure }];
    return row.errors.length > 0 ? [{ stack: row.stack, reason: row.errors.join("\n") }] : [];
  });
  const lines = told.map(({ stack, reason }) => `  ${paint.colours.red(stack)}  ${reason.replaceAll("\n", "\n    ")}`);
  return lines.length > 0 ? [`${paint.title("No plan")}  ${plural(lines.length, "stack")}\n${lines.join("\n")}`] : [];
}

function objections(planned: readonly RegionOverview[], paint: Painter): string[] {
  const refused = planned.filter(({ verdict, errors }) => verdict === "fail" && errors.length === 0);
  const lines = refused.map(({ stack, findings }) => `  ${stack}  ${plural(findings, "finding")}: aidc plan ${stack}`);
  return lines.length > 0 ? [`${paint.title("To mend")}  ${plural(lines.length, "stack")}\n${lines.join("\n")}`] : [];
}

function bill({ bill: { monthlyUSD, budgetMonthlyUSD, unpriced } }: Fleet, paint: Painter): string {
  const share = budgetMonthlyUSD > 0 ? `, ${Math.round((monthlyUSD / budgetMonthlyUSD) * 100)}% of the budgets` : "";
  const without = unpriced.length > 0 ? `, without ${plural(unpriced.length, "stack")} whose price is not known` : "";
  return `${paint.title("Bill")}  ${paint.colours.bold(dollars(monthlyUSD))} a month${share}${without}`;
}

function addresses({ stacks, addresses: { overlapping, room, kept } }: Fleet, paint: Painter): string {
  const unplanned = stacks.filter((row) => !isPlanned(row)).length;
  const without = unplanned > 0 ? `, without ${plural(unplanned, "stack")} whose network is not known` : "";
  const overlaps = overlapping.map(
    ([a, b]) =>
      `  ${paint.colours.red("overlap")} ${a.by} (${a.cidr}) and ${b.by} (${b.cidr}): their networks could never be joined`,
  );
  const rows = kept.map(({ by, cidr, room }) => [
    by,
    cidr,
    room > 0 ? `room for ${room} more` : paint.colours.yellow("full"),
  ]);
  const headline = overlaps.length > 0 ? paint.colours.red(plural(overlaps.length, "overlap")) : "no overlap";
  return [
    `${paint.title("Addresses")}  ${headline}; room for ${room} more networks of /16${without}`,
    ...overlaps,
    ...(rows.length > 0 ? paint.table(rows) : []),
  ].join("\n");
}

function shared({ shared }: Fleet, paint: Painter): string[] {
  if (shared.length === 0) return [];
  const rows = shared.map(({ what, stacks }) => [paint.colours.red(what), stacks.join(", ")]);
  const lines = [
    `${paint.title("Shared")}  ${paint.colours.red(plural(shared.length, "thing"))} that one account has once, or that leaves two regions to one failure`,
    ...paint.table(rows),
    "  Give each stack an `account` of its own, another name, or a Backbone for what they share.",
  ];
  return [lines.join("\n")];
}
