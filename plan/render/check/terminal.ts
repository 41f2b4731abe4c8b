import type { Check, CheckedFinding, CostChange, Difference, ResourceDifference, StackCheck } from "../../check/check";
import { losesState } from "../../check/difference";
import { isBroken, isGrave } from "../../check/findings";
import { Painter, type TerminalOptions } from "../painter";
import { dollars, nameOfUrn, plural, signedDollars } from "../words";
import { countsPhrase, groupsOf, headlineOf, judgedPhrase } from "./headline";

/** The result as people read it in a terminal: what is lost, what is found, what it costs, what next. */
export function renderTerminal(check: Check, options: TerminalOptions): string {
  const paint = new Painter(options);
  const { colours } = paint;
  const compared = check.base ? ` · compared with ${check.base.ref} (${check.base.commit.slice(0, 12)})` : "";
  const headline = check.verdict === "pass" ? colours.green(headlineOf(check)) : colours.red(headlineOf(check));
  const sections = [
    ...check.stacks.flatMap((stack) => stackSections(stack, paint, compared)),
    ...check.removedStacks.map((stack) => [
      `${colours.yellow("warning")}: ${stack} has no stack file any more; what it made still stands.`,
    ]),
    baselineSection(check),
    [colours.bold(headline), ...next(check)],
  ];
  return paint.page(sections);
}

function stackSections(stack: StackCheck, paint: Painter, compared: string): string[][] {
  const { colours } = paint;
  const place = [stack.region, stack.environment, stack.file].filter(Boolean).join(" · ");
  const messages = stack.diagnostics.filter(({ severity }) => paint.options.verbose || severity !== "info");
  const head = [
    [`${colours.bold(stack.stack)} ${colours.dim(`· ${place}${compared}`)}`],
    messages.map(({ severity, message }) => `${colours.yellow(severity)}: ${message}`),
  ];
  if (isBroken(stack)) return head;
  return [
    ...head,
    stack.difference ? difference(stack.difference, paint) : [],
    policy(stack, paint),
    stack.cost ? cost(stack.cost, paint) : [],
  ];
}

function difference({ counts, changes }: Difference, paint: Painter): string[] {
  const { colours, options } = paint;
  const others = changes.filter((change) => !losesState(change));
  const colour = { create: colours.green, update: colours.yellow, replace: colours.red, delete: colours.red };
  const shown = others.slice(0, options.verbose ? Infinity : 15);
  const rows = shown.map(({ kind, name, type, keys }) => [
    colour[kind](kind),
    name,
    colours.dim(type),
    colours.dim(keys.join(", ")),
  ]);
  return [
    `${paint.title("Resources")}  ${countsPhrase(counts)}`,
    ...lostState(changes, paint),
    ...(rows.length > 0 ? paint.table(rows, [], { cut: 3 }) : []),
    ...more(others.length - shown.length),
  ];
}

/** What a reader must not miss: what goes, and what it holds with it. */
export function lostState(changes: ResourceDifference[], { colours }: Painter): string[] {
  return changes.filter(losesState).map(({ kind, name, type, keys, protect }) => {
    const why = keys.length > 0 ? `: ${keys.join(", ")}` : "";
    const alarm = colours.bgRed(colours.white(` ${kind} loses state `));
    return `  ${alarm} ${colours.bold(name)} (${type})${why}${protect ? colours.bold(" protected") : ""}`;
  });
}

function policy(stack: StackCheck, paint: Painter): string[] {
  const { colours, options } = paint;
  const { failing, advisory, undetermined, excepted, baselined } = groupsOf(stack);
  const listed = [...failing, ...advisory, ...(options.verbose ? [...undetermined, ...excepted, ...baselined] : [])];
  const shown = options.verbose ? listed : listed.slice(0, 20);
  const folded = options.verbose
    ? []
    : [
        ...(undetermined.length > 0 ? [`${undetermined.length} known only once deployed`] : []),
        ...(excepted.length > 0 ? [`${excepted.length} excepted`] : []),
        ...(baselined.length > 0 ? [`${baselined.length} in the baseline`] : []),
      ];
  return [
    `${paint.title("Policy")}  ${failing.length > 0 ? colours.red("fail") : colours.green("pass")}  ${colours.dim(judgedPhrase(stack))}`,
    ...shown.flatMap((finding) => findingLines(finding, paint)),
    ...more(listed.length - shown.length),
    ...(folded.length > 0 ? [colours.dim(`  ${folded.join(", ")}: --verbose shows them`)] : []),
    ...stack.fixed.map(({ rule, urn = "" }) => `  ${colours.green("fixed")} ${rule}  ${nameOfUrn(urn)}`),
  ];
}

function findingLines(finding: CheckedFinding, { colours }: Painter): string[] {
  const { rule, severity, outcome, status, message, urn, remediation, location, fails } = finding;
  const colour = fails && isGrave(finding) ? colours.red : colours.yellow;
  const name = urn ? `  ${nameOfUrn(urn)}` : "";
  const marks = [
    ...(status === "new" ? ["new"] : []),
    ...(outcome === "fail" ? [] : [outcome]),
    ...(fails ? [] : ["advisory"]),
  ];
  return [
    `  ${colour(severity)} ${colours.bold(rule)}${name}  ${colours.dim(marks.join(", "))}`.trimEnd(),
    ...(location ? [`      ${colours.cyan(`${location.file}:${location.line}:${location.column}`)}`] : []),
    ...message.split("\n").map((line) => `      ${line}`),
    ...(remediation && fails ? [`      ${colours.dim("→")} ${remediation}`] : []),
  ];
}

/** What it costs, and how that changes. */
export function cost(
  { monthlyUSD, concerns, budgetMonthlyUSD, overBudget, notPriced }: CostChange,
  paint: Painter,
): string[] {
  const { colours } = paint;
  const compares = monthlyUSD.before !== undefined;
  const moved = concerns.filter(({ change }) => !compares || change !== 0);
  const rows = moved.map(({ concern, before = 0, after, change = 0 }) =>
    compares ? [concern, dollars(before), dollars(after), signedDollars(change)] : [concern, dollars(after)],
  );
  const share = `${Math.round((monthlyUSD.after / budgetMonthlyUSD) * 100)}% of the ${dollars(budgetMonthlyUSD)} budget`;
  const change = compares ? ` (${signedDollars(monthlyUSD.change ?? 0)})` : "";
  const left = notPriced.reduce((sum, { count }) => sum + count, 0);
  return [
    `${paint.title("Cost")}  ${colours.bold(dollars(monthlyUSD.after))} a month${change}, ${overBudget ? colours.red(share) : share}`,
    ...(rows.length > 0 ? paint.table(rows, [1, 2, 3]) : []),
    ...(left > 0 ? [colours.dim(`  ${plural(left, "charge")} not priced: \`aidc plan\` lists them`)] : []),
  ];
}

function baselineSection({ baseline }: Check): string[] {
  if (!baseline) return [];
  const { file, findings, fixed } = baseline;
  const shrink = fixed > 0 ? `, ${fixed} of them fixed: --shrink-baseline takes those out` : "";
  return [`${file} has ${plural(findings, "finding")}${shrink}`];
}

function next({ verdict, stacks }: Check): string[] {
  if (verdict === "pass") return [];
  const failing = stacks.flatMap((stack) => groupsOf(stack).failing);
  const [first] = failing;
  return [
    ...(first ? [`  \`aidc policy explain ${first.rule}\` says why and how to mend it.`] : []),
    ...(stacks.some((stack) => stack.cost?.overBudget)
      ? ["  The plan costs more than `budget.monthlyUSD`: make it smaller, or raise the budget."]
      : []),
  ];
}

const more = (count: number) => (count > 0 ? [`  … and ${count} more: --verbose shows them all`] : []);
