import { type Bill, isMostlyPriced } from "../bill";
import { countNotPriced } from "../cost/views";
import { type ComponentSummary, componentsOf } from "../components";
import type { PlanSite } from "../edge";
import type { Finding, Plan } from "../plan";
import { Painter, type TerminalOptions } from "./painter";
import { dollars, duration, linkWords, notPricedWords, planningWords, runCells, usageWords } from "./words";

export type { TerminalOptions } from "./painter";

/** A plan as people read it in a terminal: what will be made, is it allowed, what does it cost, what next. */
export function renderTerminal(plan: Plan, options: TerminalOptions): string {
  const paint = new Painter(options);
  const sections = [
    header(plan, paint),
    resources(plan, paint),
    policy(plan, paint),
    bill(plan, paint),
    runs(plan.bill, paint),
    notPriced(plan.bill, paint),
    recovery(plan, paint),
    bandwidth(plan, paint),
    edge(plan, paint),
    messages(plan, paint),
    next(plan, paint),
  ];
  return paint.page(sections);
}

function header({ stack, region, environment, file }: Plan, { colours }: Painter): string[] {
  return [`${colours.bold(stack)} ${colours.dim(`· ${region} · ${environment} · ${file}`)}`];
}

function resources(plan: Plan, paint: Painter): string[] {
  const changes = Object.entries(plan.summary.changes).map(([kind, count]) => `${count} to ${kind}`);
  const title = `${paint.title("Resources")}  ${plan.summary.resources}: ${changes.join(", ")}`;
  const rows = componentsOf(plan.resources).flatMap(({ components }) => components.map((each) => row(each, paint)));
  return [title, ...paint.table(rows, [1], { cut: 2 }), ...replacements(plan, paint)];
}

function row({ name, resources, kinds }: ComponentSummary, paint: Painter): string[] {
  const shown = kinds.map(({ kind, count }) => (count === 1 ? kind : `${count} ${kind}`)).join(", ");
  return [name, String(resources), paint.colours.dim(shown)];
}

/** Replacements and deletions are what a reader must not miss. */
function replacements({ resources, deleted }: Plan, { colours }: Painter): string[] {
  const replaced = resources
    .filter(({ change }) => change.kind === "replace")
    .map(
      ({ name, type, change }) => `  ${colours.red("replace")} ${name} (${type}): ${change.replaceKeys?.join(", ")}`,
    );
  const gone = deleted.map(({ urn, type, protect }) => {
    const name = urn.slice(urn.lastIndexOf("::") + 2);
    return `  ${colours.red("delete")} ${name} (${type})${protect ? colours.bold(" protected") : ""}`;
  });
  return [...replaced, ...gone];
}

/** What the packs said. */
export function policy({ policy: { verdict, packs, findings } }: Pick<Plan, "policy">, paint: Painter): string[] {
  const { colours, options } = paint;
  if (verdict === "none") return [`${paint.title("Policy")}  ${colours.yellow("not judged")}: no pack ran`];
  const verdictText = verdict === "pass" ? colours.green("pass") : colours.red("fail");
  const ran = packs.map(({ name, version, rules }) => `${name} ${version} (${rules} rules)`).join(", ");
  const shown = options.verbose ? findings : findings.slice(0, 10);
  const more = findings.length - shown.length;
  return [
    `${paint.title("Policy")}  ${verdictText}  ${colours.dim(ran)}`,
    ...shown.flatMap((finding) => findingLines(finding, paint)),
    ...(more > 0 ? [`  … and ${more} more: --verbose shows them all`] : []),
  ];
}

function findingLines(
  { rule, severity, outcome, enforcementLevel, message, urn, remediation }: Finding,
  { colours }: Painter,
) {
  const colour = severity === "critical" || severity === "high" ? colours.red : colours.yellow;
  const name = urn ? `  ${urn.slice(urn.lastIndexOf("::") + 2)}` : "";
  const kind = outcome === "undetermined" ? "undetermined" : enforcementLevel;
  return [
    `  ${colour(severity)} ${colours.bold(rule)}${name}  ${colours.dim(kind)}`,
    ...message.split("\n").map((line) => `      ${line}`),
    ...(remediation ? [`      ${colours.dim("→")} ${remediation}`] : []),
  ];
}

function bill({ bill, region }: Plan, paint: Painter): string[] {
  const { colours, options } = paint;
  const refresh = `\`aidc catalog refresh ${region} --prices --write\` reads AWS' public price files, without an account`;
  if (bill.lines.length === 0 && bill.notPriced.length > 0) {
    return [
      `${paint.title("Bill")}  ${colours.yellow("not known")}: the catalogue has no prices of ${region}. ${refresh}.`,
    ];
  }
  const least = isMostlyPriced(bill) ? "" : colours.yellow("at least ");
  const over = bill.monthlyUSD > bill.budgetMonthlyUSD;
  const share = `${Math.round((bill.monthlyUSD / bill.budgetMonthlyUSD) * 100)}% of the ${dollars(bill.budgetMonthlyUSD)} budget`;
  const range =
    bill.maximumMonthlyUSD > bill.minimumMonthlyUSD
      ? `; ${dollars(bill.minimumMonthlyUSD)} to ${dollars(bill.maximumMonthlyUSD)} with pools and use at their least and most`
      : "";
  const rows = bill.concerns.map(({ concern, monthlyUSD }) => [concern, dollars(monthlyUSD)]);
  const lines = options.verbose
    ? bill.lines.map(({ urn, item, quantity, unit, unitPriceUSD, monthlyUSD }) => [
        `${urn.slice(urn.lastIndexOf("::") + 2)}: ${item}`,
        `${round(quantity)} ${unit} × $${unitPriceUSD}`,
        dollars(monthlyUSD),
      ])
    : [];
  return [
    `${paint.title("Bill")}  ${least}${colours.bold(dollars(bill.monthlyUSD))} a month, ${over ? colours.red(share) : share}${range}`,
    ...(least ? [`  The catalogue lacks most prices of ${region}. ${refresh}.`] : []),
    ...paint.table(rows, [1]),
    ...(lines.length > 0 ? paint.table(lines, [1, 2], { drop: [1] }) : []),
  ];
}

function runs({ runs = [] }: Bill, paint: Painter): string[] {
  return runs.length === 0
    ? []
    : [`${paint.title("Training runs")}  from start to end`, ...paint.table(runs.map(runCells), [2])];
}

function notPriced({ notPriced, usage }: Bill, paint: Painter): string[] {
  if (notPriced.length === 0) return [];
  const { colours, options } = paint;
  const rows = countNotPriced(notPriced).map(({ item, reason, count }) => [`${count} × ${item}`, colours.dim(reason)]);
  const assumed = options.verbose ? usageWords(usage) : [];
  return [
    `${paint.title("Not priced")}  ${notPricedWords(notPriced.length)}`,
    ...paint.table(rows),
    ...assumed.map((each) => colours.dim(`  assumed: ${each}`)),
    colours.dim(
      "  Set `usage` and `prices` in the stack file; `aidc bill STACK --by team|concern|resource` has every line.",
    ),
  ];
}

/** What failures cost: newest work lost, and time until it is there again. */
function recovery({ recovery: planned }: Plan, paint: Painter): string[] {
  if (!planned) return [];
  const { colours } = paint;
  const time = (seconds: number | null) => (seconds === null ? colours.red("lost") : colours.reset(duration(seconds)));
  const rows = planned.rows.map(({ failure, of, rpoSeconds, rtoSeconds, by }) => [
    failure,
    of,
    time(rpoSeconds),
    time(rtoSeconds),
    colours.dim(by),
  ]);
  return [
    `${paint.title("Recovery")}  ${planned.mode}${planned.otherRegion ? `, in ${planned.otherRegion}` : ""}`,
    ...paint.table(
      [["failure", "of", "work lost", "back within", "by"].map((head) => colours.dim(head)), ...rows],
      [2, 3],
    ),
    `  ${colours.dim(planningWords(planned.planning))}`,
  ];
}

/** What each site gives its users: how near it is, and how long it lives without the region. */
function edge({ edge: sites }: Plan, paint: Painter): string[] {
  if (!sites) return [];
  const rows = sites.map(({ name, place, pool, modelsGiB, offlineHours, latency }) => [
    name,
    place,
    `pool ${pool}`,
    `${modelsGiB} GiB of models a node`,
    `${offlineHours} h without the region`,
    latency ? `${latency.kilometres} km: ${latencyWords(latency)}` : "",
  ]);
  return [`${paint.title("Edge")}  running services go on; new ones need the region`, ...paint.table(rows)];
}

function latencyWords({ leastRoundTripMs, roundTripMs }: NonNullable<PlanSite["latency"]>): string {
  const allowed = roundTripMs === undefined ? "" : ` of ${roundTripMs} ms`;
  return `light takes ${round(leastRoundTripMs)} ms${allowed} there and back`;
}

/** What the program and the engine said. */
/** What the Backbone's links have to carry against what they can. */
function bandwidth({ bandwidth: loads = [] }: Plan, paint: Painter): string[] {
  if (loads.length === 0) return [];
  const { colours } = paint;
  const tones = { fits: colours.green, tight: colours.yellow, "too little": colours.red, "not known": colours.yellow };
  const rows = loads.map((load) => {
    const { needed, capacity, traffic } = linkWords(load);
    return [load.link, load.kind, tones[load.verdict](load.verdict), needed, capacity, colours.dim(traffic)];
  });
  const head = ["link", "by", "", "needs", "has", "for"].map((title) => colours.dim(title));
  return [`${paint.title("Bandwidth")}  of the traffic that the stack file states`, ...paint.table([head, ...rows])];
}

export function messages({ diagnostics }: Pick<Plan, "diagnostics">, { colours, options }: Painter): string[] {
  const shown = diagnostics.filter(({ severity }) => options.verbose || severity !== "info");
  return shown.map(({ severity, message }) => {
    const label =
      severity === "error" ? colours.red(severity) : severity === "warning" ? colours.yellow(severity) : severity;
    return `${label}: ${message}`;
  });
}

function next({ stack, file, policy, bill }: Plan, { colours }: Painter): string[] {
  // A stack of `stacks/` is known by its name, to the program too.
  const inStacks = file === `stacks/${stack}.yaml`;
  const chosen = inStacks ? "" : `pulumi config set aidc:file ${file} && `;
  const lines =
    policy.verdict === "fail"
      ? ["Mend the findings above: `aidc policy explain RULE` says why and how."]
      : bill.monthlyUSD > bill.budgetMonthlyUSD
        ? ["The plan costs more than `budget.monthlyUSD`: make it smaller, or raise the budget."]
        : [
            `Deploy it: aidc up ${inStacks ? stack : file}`,
            `or: pulumi stack init ${stack} && ${chosen}pulumi up --policy-pack policies/security`,
          ];
  return [colours.bold("Next"), ...lines.map((line) => `  ${line}`)];
}

const round = (quantity: number) => quantity.toLocaleString("en-US", { maximumFractionDigits: 1 });
